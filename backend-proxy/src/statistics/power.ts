import { sequentialZ } from './confidence-sequence';
import { criticalZ, normalCdf } from './distributions';
import { bisect } from './bisect';

/** How the metric is before the experiment: mean and variance of one person. */
export interface Baseline {
  mean: number;
  variance: number;
}

/** How it will be tested, two-sided. With `tuning` (N*) sequentially, without it once, at a fixed horizon. */
export interface Design {
  alpha: number;
  tuning?: number | undefined;
}

/** Larger effects than tenfold nobody plans for. */
const LARGEST_EFFECT = 10;

/**
 * The chance (0 to 1) to find a relative effect (0.05 is 5 %) with n people in each of two arms of the same variance v:
 * SE^2 = v/(n m^2) (1 + (1 + effect)^2), both tails counted; the sequential test scales SE by z_sequential / z(1 - alpha/2).
 * 0 where the baseline has no mean or no variance, or there is nobody.
 * Source: Zhou, Lu, Shallah, All about Sample-Size Calculations for A/B Testing, CIKM 2023 (relative effects by the delta method).
 */
export function power({ mean, variance }: Baseline, effect: number, n: number, design: Design): number {
  const z = criticalZ(design.alpha / 2);
  const error = (Math.sqrt(variance / n) / Math.abs(mean)) * Math.hypot(1, 1 + effect);
  const scaled = error * (criticalValue(2 * n, design) / z);
  return n > 0 && scaled > 0 && Number.isFinite(scaled) ? crossing(effect / scaled, z) : 0;
}

/** The chance that a normal variable with this mean and deviation 1 is beyond the critical value on either side. */
export function crossing(mean: number, critical: number): number {
  return Math.min(1, normalCdf(mean - critical) + normalCdf(-mean - critical));
}

/** What the effect in standard errors must exceed when n people of both arms have come. */
export function criticalValue(n: number, { alpha, tuning }: Design): number {
  return tuning === undefined ? criticalZ(alpha / 2) : sequentialZ(n, { alpha, side: 'two', tuning });
}

/**
 * Minimum detectable effect: the smallest relative increase that n people in each arm find with the chance `wanted`; null where
 * not even a tenfold one is found so.
 * Source: as `power`, solved for the effect.
 */
export function minimumEffect(baseline: Baseline, n: number, wanted: number, design: Design): number | null {
  const enough = (effect: number) => power(baseline, effect, n, design) >= wanted;
  return enough(LARGEST_EFFECT) ? bisect(0, LARGEST_EFFECT, enough) : null;
}
