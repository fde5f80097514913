import { covariance, type Divisor, type Moments } from './moments';
import type { Share } from './two-proportions';

/** What an arm tells of a metric. */
export interface Estimate {
  /** People. */
  n: number;
  /** In the unit of the metric, a proportion 0 to 1. */
  mean: number;
  /** Of one person, so that variance / n is that of the mean; 0 where all are alike or it cannot be told. */
  variance: number;
}

/** The sum of a number of each of n people, and the sum of its squares. */
export interface Sums {
  n: number;
  sum: number;
  squares: number;
}

/** What n people did of one thing for each other: both sums, both sums of squares, and the sum of the products. */
export interface RatioSums {
  n: number;
  numerator: Omit<Sums, 'n'>;
  denominator: Omit<Sums, 'n'>;
  product: number;
}

/** The share of people who did it, with variance p(1-p); null where there is nobody. */
export function proportion({ n, count }: Share): Estimate | null {
  return linear({ n, sums: [count], products: [[count]] }, 'population');
}

/**
 * The mean of a number of each person (a count of events, a revenue, a duration) with the sample variance
 * (squares - sum^2 / n) / (n - 1); null where there is nobody, or a sum is not finite.
 */
export function mean({ n, sum, squares }: Sums): Estimate | null {
  return linear({ n, sums: [sum], products: [[squares]] }, 'sample');
}

function linear(moments: Moments, divisor: Divisor): Estimate | null {
  const value = moments.sums[0]! / moments.n;
  return moments.n > 0 && Number.isFinite(value) && Number.isFinite(moments.products[0]![0])
    ? { n: moments.n, mean: value, variance: covariance(moments, [1], [1], divisor) }
    : null;
}

/**
 * The ratio of two sums over people, such as purchases a session, whose parts vary together: with R = M/D the variance of one
 * person is that of (m - R d) / mean(d); null where there is nobody, the denominator is 0 or a sum is not finite.
 * Source: the delta method as in Deng, Knoblich, Lu, Applying the Delta Method in Metric Analytics, KDD 2018, section 3.
 */
export function ratio({ n, numerator, denominator, product }: RatioSums): Estimate | null {
  const moments: Moments = {
    n,
    sums: [numerator.sum, denominator.sum],
    products: [
      [numerator.squares, product],
      [product, denominator.squares],
    ],
  };
  const { value, weights } = linearized(moments, 0);
  const finite = [value, numerator.squares, denominator.squares, product].every(Number.isFinite);
  return n > 0 && finite ? { n, mean: value, variance: covariance(moments, weights, weights, 'sample') } : null;
}

/**
 * The ratio of the numbers `at` and `at` + 1, and what a change of each by one moves it: d/dM = 1 / mean(d), d/dD = -R / mean(d).
 * NaN, and no weights, where the denominator is 0.
 */
export function linearized({ n, sums }: Moments, at: number): { value: number; weights: number[] } {
  const [value, unit] = [sums[at]! / sums[at + 1]!, sums[at + 1]! / n];
  const weights = sums.map(() => 0);
  if (!Number.isFinite(value) || unit === 0) {
    return { value: NaN, weights };
  }
  weights[at] = 1 / unit;
  weights[at + 1] = -value / unit;
  return { value, weights };
}
