import { criticalZ } from './distributions';
import type { Interval } from './hypothesis';
import type { Share } from './two-proportions';

/**
 * Wilson's score interval of a proportion at 1 - alpha, bounds 0 to 1; null where there is no n. It stays within its bounds and
 * keeps its coverage also for small n and for rates near 0 and 1, where the textbook's interval does not.
 * Source: Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927), without continuity correction.
 */
export function wilson({ count, n }: Share, alpha = 0.05): Interval | null {
  if (!(n > 0)) {
    return null;
  }
  const p = count / n;
  const z = criticalZ(alpha / 2);
  const z2 = z * z;
  const center = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  // At none and at all the bound is the rate itself, which rounding would miss by its last digit.
  return { low: count === 0 ? 0 : center - half, high: count === n ? 1 : center + half };
}
