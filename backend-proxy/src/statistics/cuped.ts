import { type Effect, effectFrom, NOTHING, type Scale } from './effect';
import { linearized } from './estimate';
import { covariance, type Divisor, type Moments, pool } from './moments';

/** The numbers of each person: [since exposure, before], or for a ratio [numerator, denominator] since exposure, then both before. */
export type CupedKind = 'proportion' | 'mean' | 'ratio';

/** A metric and its covariate as weighted sums of a person's numbers. */
interface Linear {
  post: number;
  pre: number;
  postWeights: readonly number[];
  preWeights: readonly number[];
}

/** An effect without the variance that was there before the exposure. */
export interface Adjusted extends Effect {
  /** How much of the covariate's deviation is taken off; 0 where it tells nothing, then the effect is the plain one. */
  theta: number;
}

/**
 * CUPED: with theta = covariance / variance of the covariate over the people of both arms as one sample, each arm's mean is
 * m - theta x. With the plain means m and r = mB/mA: relative lift = adjusted difference / |mA|,
 * SE^2 = [vB,adj/nB + (vA r^2 - 2 theta r cov(A, preA) + theta^2 v(preA))/nA] / mA^2; absolute with r = 1 and without mA.
 * Ratios by the delta method. Where an arm has no such people or values it is NOTHING, as without CUPED.
 * Source: Deng, Xu, Kohavi, Walker, Improving the Sensitivity of Online Controlled Experiments by Utilizing Pre-Experiment Data,
 * WSDM 2013, section 3; for ratios its appendix B.
 */
export function cuped(control: Moments, variant: Moments, kind: CupedKind, scale: Scale): Adjusted {
  const [a, b] = [linear(control, kind), linear(variant, kind)];
  if (!(control.n > 0) || !(variant.n > 0) || ![a.post, b.post].every(Number.isFinite)) {
    return { ...NOTHING, theta: 0 };
  }
  const divisor: Divisor = kind === 'proportion' ? 'population' : 'sample';
  const theta = thetaOf(pool(control, variant), kind, [a.pre, b.pre].every(Number.isFinite));
  const base = scale === 'relative' ? Math.abs(a.post) : 1;
  const r = scale === 'relative' ? b.post / a.post : 1;
  // Without a covariate its mean is no number, and takes part in nothing.
  const shift = theta === 0 ? 0 : theta * (b.pre - a.pre);
  const spread = (moments: Moments, { postWeights, preWeights }: Linear, by: number): number => {
    const weights = postWeights.map((weight, i) => by * weight - theta * preWeights[i]!);
    return covariance(moments, weights, weights, divisor);
  };
  const effect = effectFrom({
    lift: (b.post - a.post - shift) / base,
    control: {
      n: control.n,
      variance: spread(control, a, 1),
      error: Math.sqrt(spread(control, a, r) / control.n) / base,
    },
    variant: {
      n: variant.n,
      variance: spread(variant, b, 1),
      error: Math.sqrt(spread(variant, b, 1) / variant.n) / base,
    },
  });
  return { ...effect, theta };
}

function thetaOf(both: Moments, kind: CupedKind, known: boolean): number {
  const { postWeights, preWeights } = linear(both, kind);
  const variance = known ? covariance(both, preWeights, preWeights, 'sample') : 0;
  const theta = variance > 0 ? covariance(both, postWeights, preWeights, 'sample') / variance : 0;
  return Number.isFinite(theta) ? theta : 0;
}

function linear(moments: Moments, kind: CupedKind): Linear {
  if (kind === 'ratio') {
    const [post, pre] = [linearized(moments, 0), linearized(moments, 2)];
    return { post: post.value, pre: pre.value, postWeights: post.weights, preWeights: pre.weights };
  }
  const [post, pre] = moments.sums.map((sum) => sum / moments.n);
  return { post: post!, pre: pre!, postWeights: [1, 0], preWeights: [0, 1] };
}
