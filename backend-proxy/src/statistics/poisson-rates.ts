import normalCdf from '@stdlib/stats-base-dists-normal-cdf';

/** So many events in so much time, in any unit that both sides share. */
export interface Rate {
  count: number;
  exposure: number;
}

/**
 * Score test of two Poisson rates, two-sided: z = (xA/tA - xB/tB) / sqrt((xA + xB) / (tA tB)). Where nothing happened on either
 * side, or one had no time, nothing can be told apart: z 0, p 1.
 * Source: Gu, Ng, Tang, Schucany, Testing the ratio of two Poisson rates, Biometrical Journal 50 (2008), statistic W2 at a ratio of 1.
 */
export function poissonRates(a: Rate, b: Rate): { z: number; p: number } {
  const error = Math.sqrt((a.count + b.count) / (a.exposure * b.exposure));
  if (!(error > 0) || !Number.isFinite(error)) {
    return { z: 0, p: 1 };
  }
  const z = (a.count / a.exposure - b.count / b.exposure) / error;
  return { z, p: Math.min(1, 2 * normalCdf(-Math.abs(z), 0, 1)) };
}
