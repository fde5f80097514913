import erfcinv from '@stdlib/math-base-special-erfcinv';
import incompleteGamma from '@stdlib/math-base-special-gammainc';
import cdf from '@stdlib/stats-base-dists-normal-cdf';
import tCdf from '@stdlib/stats-base-dists-t-cdf';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';

/** From so many degrees of freedom on Student's t is the normal distribution in every digit that counts. */
const AS_GOOD_AS_NORMAL = 1e12;

/** P(Z <= z) of the standard normal distribution. */
export function normalCdf(z: number): number {
  return cdf(z, 0, 1);
}

/** The standard normal's density. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** The z that a standard normal variable exceeds with this probability, 0 to 1; right to the last digits also for tiny ones. */
export function criticalZ(tail: number): number {
  return Math.SQRT2 * erfcinv(2 * tail);
}

/** P(T <= t) of Student's distribution with `df` degrees of freedom, which need not be whole. */
export function studentCdf(t: number, df: number): number {
  return df < AS_GOOD_AS_NORMAL ? tCdf(t, df) : normalCdf(t);
}

/** The t that Student's variable with `df` degrees of freedom exceeds with this probability, 0 to 1. */
export function criticalT(tail: number, df: number): number {
  return df < AS_GOOD_AS_NORMAL ? -tQuantile(tail, df) : criticalZ(tail);
}

/** P(X > x) of the chi-square distribution with `df` degrees of freedom. */
export function chiSquareUpper(x: number, df: number): number {
  return x === Infinity ? 0 : incompleteGamma(x / 2, df / 2, true, true);
}
