import type { Effect } from './effect';
import { better, type Side, type TestResult, type Wanted } from './hypothesis';

/** A test of an effect against none, such as Welch's or the sequential one, at its level. */
export type Test = (effect: Effect, side: Side) => TestResult;

/** `holds`: shown not to be worse by the margin; `fails`: shown to be worse by more than it; `open`: neither yet. */
export type GuardrailState = 'holds' | 'fails' | 'open';

export interface Guardrail {
  state: GuardrailState;
  /** Of non-inferiority: against the effect being worse by the margin or more. */
  p: number;
}

/**
 * Whether a metric that must not suffer does: the one-sided test against an effect that is worse by `margin` (>= 0, on the scale
 * of the effect), and, where that shows nothing, the one that it is worse still.
 * Source: ICH E9, Statistical Principles for Clinical Trials (1998), section 3.3.2 (non-inferiority).
 */
export function guardrail(
  effect: Effect,
  margin: number,
  wanted: Wanted,
  settings: { alpha: number; test: Test }
): Guardrail {
  const [side, other] = wanted === 'increase' ? (['greater', 'less'] as const) : (['less', 'greater'] as const);
  // What tells nothing has no lift to be moved.
  const moved = Number.isFinite(effect.error)
    ? { ...effect, lift: effect.lift + (better(wanted) === 'greater' ? margin : -margin) }
    : effect;
  const { p } = settings.test(moved, side);
  if (p < settings.alpha) {
    return { state: 'holds', p };
  }
  return { state: settings.test(moved, other).p < settings.alpha ? 'fails' : 'open', p };
}
