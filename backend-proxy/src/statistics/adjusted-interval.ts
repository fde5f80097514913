import { criticalZ } from './distributions';
import type { Interval } from './hypothesis';

/**
 * The interval that goes with a corrected p-value: half-width z(1 - a/2) |lift| / z(1 - p/2), so that it leaves out 0 just where
 * p < a; unbounded at p = 1.
 * Source: Altman, Bland, How to obtain the confidence interval from a P value, BMJ 343 (2011), d2090.
 */
export function adjustedInterval(lift: number, p: number, alpha: number): Interval {
  const half = (criticalZ(alpha / 2) * Math.abs(lift)) / criticalZ(Math.max(p, Number.MIN_VALUE) / 2);
  return p < 1 && lift !== 0 ? { low: lift - half, high: lift + half } : { low: -Infinity, high: Infinity };
}
