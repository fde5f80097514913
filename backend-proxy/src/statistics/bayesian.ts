import { criticalZ, normalCdf, normalDensity } from './distributions';
import type { Effect, Scale } from './effect';
import type { Interval, Wanted } from './hypothesis';

/** What one thinks of the relative lift before there are data: normal, with this mean and standard deviation (over 0). */
export interface Prior {
  mean: number;
  deviation: number;
}

export interface Belief extends Interval {
  /** Mean of the posterior, on the scale of the effect. */
  lift: number;
  /** P(the variant is better), 0 to 1. */
  chance: number;
  /** What choosing the variant is expected to cost where it is worse, >= 0 on the scale of the effect; Infinity where nothing is known. */
  loss: number;
}

export interface BeliefSettings {
  /** The credible interval holds 1 - alpha of the posterior. */
  alpha: number;
  wanted: Wanted;
  /** On the scale of the effect; without it flat. */
  prior?: Prior | undefined;
}

/** A prior on the relative lift, as it is on an effect's scale, where `base` is the mean of control. */
export function priorOn(scale: Scale, prior: Prior, base: number): Prior {
  const by = scale === 'relative' ? 1 : Math.abs(base);
  return { mean: prior.mean * by, deviation: prior.deviation * by };
}

/**
 * What to believe of an effect: the posterior is Normal(lift, error) with a flat prior, or weighted with a normal prior by
 * precision. With m and s its mean and deviation towards the wanted direction and z = m/s the chance to win is P(Z <= z) and
 * the expected loss E[max(0, -x)] = s density(z) - m P(Z <= -z). Where the data tell nothing neither does it: chance 0.5, no bounds.
 * Source: Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.5; the loss is a normal variable's partial expectation.
 */
export function believe({ lift, error }: Effect, { alpha, wanted, prior }: BeliefSettings): Belief {
  const [data, before] = [error ** -2, prior ? prior.deviation ** -2 : 0];
  const deviation = (data + before) ** -0.5;
  const mean = prior && Number.isFinite(before) ? (lift * data + prior.mean * before) / (data + before) : lift;
  if (!Number.isFinite(error) || !(deviation > 0) || !Number.isFinite(mean)) {
    return { lift: 0, chance: 0.5, loss: Infinity, low: -Infinity, high: Infinity };
  }
  const towards = wanted === 'increase' ? mean : -mean;
  const z = towards / deviation;
  const half = criticalZ(alpha / 2) * deviation;
  return {
    lift: mean,
    chance: normalCdf(z),
    loss: Math.max(0, deviation * normalDensity(z) - towards * normalCdf(-z)),
    low: mean - half,
    high: mean + half,
  };
}
