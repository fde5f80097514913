import { criticalZ } from './distributions';
import type { Estimate } from './estimate';

const ALPHA = 0.05;

/** Places, from 1, among an arm's values in their order. */
export interface Ranks {
  /** The quantile itself: the smallest value that at least this share of the values does not exceed. */
  at: number;
  /** The bounds of its 95 % interval; null where there are too few values for one. */
  interval: { low: number; high: number } | null;
}

/** An arm's values at these places. */
export interface QuantileValues {
  n: number;
  at: number;
  interval: { low: number; high: number } | null;
}

/**
 * Where among n values in their order the q-quantile (0 < q < 1) and its 95 % interval are: floor(n q - z s) and
 * floor(n q + z s) + 1 with s = sqrt(n q (1 - q)), the normal approximation of the binomial count of values under the quantile.
 * Null where there are no values.
 * Source: Deng, Knoblich, Lu, Applying the Delta Method in Metric Analytics, KDD 2018, section 4 (the outer confidence interval).
 */
export function quantileRanks(n: number, q: number): Ranks | null {
  if (!(n > 0)) {
    return null;
  }
  const half = criticalZ(ALPHA / 2) * Math.sqrt(n * q * (1 - q));
  const [low, high] = [Math.floor(n * q - half), Math.floor(n * q + half) + 1];
  return { at: Math.max(1, Math.ceil(n * q)), interval: low >= 1 && high <= n ? { low, high } : null };
}

/**
 * A quantile as an estimate: the variance of the quantile is ((high - low) / (2 z))^2, that of one value n times as much, and 0
 * where there is no interval or it has no width. Null where there are no values.
 * Source: as above.
 */
export function quantile({ n, at, interval }: QuantileValues): Estimate | null {
  if (!(n > 0) || !Number.isFinite(at)) {
    return null;
  }
  const width = interval ? interval.high - interval.low : 0;
  const error = width / (2 * criticalZ(ALPHA / 2));
  return { n, mean: at, variance: Number.isFinite(width) ? n * error * error : 0 };
}
