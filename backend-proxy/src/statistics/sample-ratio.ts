import { chiSquareUpper } from './distributions';

/** An arm's people, and the share of all that it was meant to have, in any unit. */
export interface Allocated {
  count: number;
  weight: number;
}

export interface SampleRatio {
  statistic: number;
  df: number;
  p: number;
}

/** Under it assignment does not do what it was meant to. */
export const MISMATCH_P = 0.001;

/**
 * Chi-square test of the arms' people against their allocation (sample ratio mismatch). An arm without weight takes no part,
 * unless it has people, which no allocation explains: p 0. Nobody, or fewer than two arms, tell nothing: p 1.
 * Source: Fabijan et al., Diagnosing Sample Ratio Mismatch in Online Controlled Experiments, KDD 2019; Pearson's test.
 */
export function sampleRatio(arms: readonly Allocated[]): SampleRatio {
  const meant = arms.filter(({ weight }) => weight > 0);
  const [people, weights] = [sumOf(meant.map(({ count }) => count)), sumOf(meant.map(({ weight }) => weight))];
  if (arms.some(({ count, weight }) => !(weight > 0) && count > 0)) {
    return { statistic: Infinity, df: Math.max(1, meant.length - 1), p: 0 };
  }
  if (!(people > 0) || !Number.isFinite(people) || !Number.isFinite(weights) || meant.length < 2) {
    return { statistic: 0, df: Math.max(0, meant.length - 1), p: 1 };
  }
  const statistic = sumOf(
    meant.map(({ count, weight }) => {
      const expected = people * (weight / weights);
      return (count - expected) ** 2 / expected;
    })
  );
  return { statistic, df: meant.length - 1, p: chiSquareUpper(statistic, meant.length - 1) };
}

function sumOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
