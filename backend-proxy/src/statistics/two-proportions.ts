import normalCdf from '@stdlib/stats-base-dists-normal-cdf';

/** So many of n. */
export interface Share {
  count: number;
  n: number;
}

/**
 * Two-proportion z-test with pooled variance, two-sided: z = (pA - pB) / sqrt(p (1 - p) (1/nA + 1/nB)) with p = (xA + xB) / (nA + nB).
 * Where a share has no n, or all or none of both did it, nothing can be told apart: z 0, p 1.
 * Source: Fleiss, Levin, Paik, Statistical Methods for Rates and Proportions, 3rd ed., section 3.1, without continuity correction.
 */
export function twoProportions(a: Share, b: Share): { z: number; p: number } {
  const pooled = (a.count + b.count) / (a.n + b.n);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.n + 1 / b.n));
  if (!(error > 0) || !Number.isFinite(error)) {
    return { z: 0, p: 1 };
  }
  const z = (a.count / a.n - b.count / b.n) / error;
  return { z, p: Math.min(1, 2 * normalCdf(-Math.abs(z), 0, 1)) };
}
