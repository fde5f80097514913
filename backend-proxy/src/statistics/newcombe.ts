import type { Interval } from './hypothesis';
import type { Share } from './two-proportions';
import { wilson } from './wilson';

/**
 * Interval of the difference of two shares b - a, -1 to 1, of Wilson's intervals of each; null where one has no n. Unlike an
 * interval of the normal approximation it has a width also where all or none did it.
 * Source: Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17 (1998), method 10.
 */
export function newcombe(a: Share, b: Share, alpha: number): Interval | null {
  const [left, right] = [wilson(a, alpha), wilson(b, alpha)];
  if (!left || !right) {
    return null;
  }
  const [p, q] = [a.count / a.n, b.count / b.n];
  return {
    low: q - p - Math.hypot(q - right.low, left.high - p),
    high: q - p + Math.hypot(right.high - q, p - left.low),
  };
}
