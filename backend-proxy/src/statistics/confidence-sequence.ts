import type { Effect } from './effect';
import { around, type Side, type TestResult, type TestSettings, UNDECIDED } from './hypothesis';

/** N*: the number of people at which the sequence is tightest. */
const TUNING = 5000;

/**
 * The sequential test of an effect against none: its interval holds at all times at once, and its p-value may be looked at as
 * often as one likes (asymptotic confidence sequence). With N people of both arms, N* the tuning,
 * rho^2 = (-2 ln a + ln(-2 ln a + 1)) / N* and q = N rho^2 + 1:
 * half-width = SE sqrt(N) sqrt(2 q ln(sqrt(q) / a) / (N rho)^2), p = min(1, sqrt(q) / exp(E)), E = rho^2 N lift^2 / (2 q SE^2).
 * One-sided: rho at 2a and ln(1 + sqrt(q) / (2a)) in the half-width; its p-value is the smallest level whose interval leaves out
 * 0 under that rho, min(1, sqrt(q) / (2 (exp(E) - 1))), and 1 where the lift is on the other side.
 * What tells nothing has p 1 and no bounds.
 * Source: Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas, Time-uniform central limit theory and asymptotic confidence sequences,
 * Annals of Statistics 52 (2024), arXiv 2103.06476, equations 9, 134, 155 and 161 of version 7.
 * @throws RangeError where alpha is not within (0, 1), one-sided (0, 0.5).
 */
export function sequentialTest(effect: Effect, settings: TestSettings & { tuning?: number }): TestResult {
  const { side, tuning = TUNING } = settings;
  const { lift, error, n } = effect;
  const rho2 = rhoSquared(settings.alpha, side, tuning);
  if (!Number.isFinite(error)) {
    return UNDECIDED;
  }
  const q = n * rho2 + 1;
  const evidence = (rho2 * n * (lift / error) ** 2) / (2 * q);
  const half = error * sequentialZ(n, settings);
  return { p: anytimeP(lift, evidence, q, side), ...around(lift, half, side) };
}

/** The half-width of the sequence in standard errors when n people of both arms have come, in place of the fixed test's z. */
export function sequentialZ(n: number, { alpha, side, tuning = TUNING }: TestSettings & { tuning?: number }): number {
  const rho2 = rhoSquared(alpha, side, tuning);
  const q = n * rho2 + 1;
  const logarithm = side === 'two' ? Math.log(Math.sqrt(q) / alpha) : Math.log1p(Math.sqrt(q) / (2 * alpha));
  return Math.sqrt((2 * q * logarithm) / (n * rho2));
}

function rhoSquared(alpha: number, side: Side, tuning: number): number {
  const level = side === 'two' ? alpha : 2 * alpha;
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`A sequential test has no level ${alpha}`);
  }
  const twice = -2 * Math.log(level);
  return (twice + Math.log(twice + 1)) / tuning;
}

function anytimeP(lift: number, evidence: number, q: number, side: Side): number {
  if (side === 'two') {
    return Math.min(1, Math.sqrt(q) * Math.exp(-evidence));
  }
  const towards = side === 'greater' ? lift > 0 : lift < 0;
  return towards ? Math.min(1, Math.sqrt(q) / (2 * Math.expm1(evidence))) : 1;
}
