import type { Estimate } from './estimate';

/** In the unit of the metric, or as a share of |control's mean|. */
export type Scale = 'absolute' | 'relative';

/** How far a variant is from control. */
export interface Effect {
  lift: number;
  /** Standard error of the lift, on its scale; Infinity where nothing can be told, then lift is 0. */
  error: number;
  /** Welch's degrees of freedom. */
  df: number;
  /** People of both arms. */
  n: number;
}

/** Of an arm that is missing, or whose people are all alike: no evidence of anything. */
export const NOTHING: Effect = { lift: 0, error: Infinity, df: 1, n: 0 };

/**
 * The variant's effect: absolute mB - mA with SE^2 = vB/nB + vA/nA, or relative (mB - mA)/|mA| with
 * SE^2 = vB/(nB mA^2) + vA mB^2/(nA mA^4). NOTHING where an arm is missing or has no variance, or a relative effect no base.
 * Source: Deng, Knoblich, Lu, Applying the Delta Method in Metric Analytics, KDD 2018, section 3.1.
 */
export function effectOf(control: Estimate | null, variant: Estimate | null, scale: Scale): Effect {
  if (!control || !variant) {
    return NOTHING;
  }
  const base = scale === 'relative' ? Math.abs(control.mean) : 1;
  const r = scale === 'relative' ? variant.mean / control.mean : 1;
  return effectFrom({
    lift: (variant.mean - control.mean) / base,
    control: { n: control.n, variance: control.variance, error: (Math.sqrt(control.variance / control.n) * r) / base },
    variant: { n: variant.n, variance: variant.variance, error: Math.sqrt(variant.variance / variant.n) / base },
  });
}

interface Side {
  n: number;
  /** Of one person on the metric's scale, for the degrees of freedom. */
  variance: number;
  /** What the arm adds to the standard error of the lift. */
  error: number;
}

/** An effect of its parts, NOTHING where they tell nothing. */
export function effectFrom({ lift, control, variant }: { lift: number; control: Side; variant: Side }): Effect {
  const error = Math.hypot(control.error, variant.error);
  const known = [control, variant].every(({ n, variance: spread }) => n > 1 && spread > 0) && error > 0;
  if (!known || !Number.isFinite(error) || !Number.isFinite(lift)) {
    return NOTHING;
  }
  return { lift, error, df: degreesOfFreedom(control, variant), n: control.n + variant.n };
}

/** Source: Welch, The generalization of Student's problem when several different population variances are involved, Biometrika 34 (1947). */
function degreesOfFreedom(a: Side, b: Side): number {
  const share = a.variance / a.n / (a.variance / a.n + b.variance / b.n);
  return 1 / (share ** 2 / (a.n - 1) + (1 - share) ** 2 / (b.n - 1));
}
