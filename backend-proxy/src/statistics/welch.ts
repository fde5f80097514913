import { criticalT, studentCdf } from './distributions';
import type { Effect } from './effect';
import { around, type TestResult, type TestSettings, UNDECIDED } from './hypothesis';

/**
 * Welch's test of an effect against none, for a horizon that was fixed before: t = lift / error against Student's distribution
 * at Welch's degrees of freedom, with the interval of the same level. What tells nothing has p 1 and no bounds.
 * Source: Welch, The generalization of Student's problem when several different population variances are involved, Biometrika 34 (1947).
 */
export function welch({ lift, error, df }: Effect, { alpha, side }: TestSettings): TestResult {
  if (!Number.isFinite(error)) {
    return UNDECIDED;
  }
  const t = lift / error;
  const p = { two: 2 * studentCdf(-Math.abs(t), df), greater: studentCdf(-t, df), less: studentCdf(t, df) }[side];
  const half = criticalT(side === 'two' ? alpha / 2 : alpha, df) * error;
  return { p: Math.min(1, p), ...around(lift, half, side) };
}
