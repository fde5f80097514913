import type { Share } from './two-proportions';

/** The standard normal's quantile at 0.975. */
const Z = 1.959963984540054;

/**
 * Wilson's score interval of a proportion at 95 %, bounds 0 to 1; null where there is no n. It stays within its bounds and keeps
 * its coverage also for small n and for rates near 0 and 1, where the textbook's interval does not.
 * Source: Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927), without continuity correction.
 */
export function wilson({ count, n }: Share): { low: number; high: number } | null {
  if (!(n > 0)) {
    return null;
  }
  const p = count / n;
  const z2 = Z * Z;
  const center = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  // At none and at all the bound is the rate itself, which rounding would miss by its last digit.
  return { low: count === 0 ? 0 : center - half, high: count === n ? 1 : center + half };
}
