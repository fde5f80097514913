import { cuped, type CupedKind } from '../../statistics/cuped';
import { criticalT } from '../../statistics/distributions';
import { type Effect, effectOf, type Scale } from '../../statistics/effect';
import { type Estimate, mean, proportion, ratio } from '../../statistics/estimate';
import type { Interval } from '../../statistics/hypothesis';
import type { Moments } from '../../statistics/moments';
import { quantile } from '../../statistics/quantile';
import { wilson } from '../../statistics/wilson';
import type { Arm } from './arms';
import { CONVERSION, type Metric } from './design';
import type { MetricSums } from './metric-sums';

/** A metric with what each variant's people came to. */
export interface Measured {
  metric: Metric;
  /** Null where a variant has nobody, or no value. */
  estimate(variant: string): Estimate | null;
  /** The variant's own 95 % interval, in the metric's unit: Wilson's of a proportion, else by Student's t. */
  interval(variant: string): Interval | null;
  effect(control: string, variant: string, scale: Scale): Effect;
}

/** What is measured where no metric says otherwise: who did something that carries the experiment. */
const CARRIED: Metric = {
  ...{ name: CONVERSION, role: 'primary', type: 'proportion', wanted: 'increase' },
  match: { events: ['*'] },
};

/** The share of those who converted, as it is counted together with who was exposed. */
export function measuredConversions(arms: readonly Arm[], metric: Metric = CARRIED): Measured {
  return measured({
    metric,
    moments: new Map(
      arms.map(({ variant, assignments: n, conversions }) => [
        variant,
        { n, sums: [conversions], products: [[conversions]] },
      ])
    ),
    quantiles: new Map(),
  });
}

/** A metric by its sums; where these have what was before the exposure, effects are without what varied then already. */
export function measured(sums: MetricSums): Measured {
  const { metric, moments } = sums;
  const estimate = (variant: string) => estimateOf(sums, variant);
  return {
    metric,
    estimate,
    interval(variant) {
      const found = estimate(variant);
      return (
        found && (metric.type === 'proportion' ? wilson({ count: found.mean * found.n, n: found.n }) : ofMean(found))
      );
    },
    effect(control, variant, scale) {
      const [a, b] = [moments.get(control), moments.get(variant)];
      const kind = kindOf(metric);
      return kind && a && b && a.sums.length === (kind === 'ratio' ? 4 : 2)
        ? cuped(a, b, kind, scale)
        : effectOf(estimate(control), estimate(variant), scale);
    },
  };
}

/** Null of a quantile, which is no sum over people. */
function kindOf({ type }: Metric): CupedKind | null {
  return ({ proportion: 'proportion', count: 'mean', sum: 'mean', ratio: 'ratio', quantile: null } as const)[type];
}

function estimateOf({ metric, moments, quantiles }: MetricSums, variant: string): Estimate | null {
  const of = moments.get(variant);
  if (of === undefined) {
    return null;
  }
  switch (metric.type) {
    case 'proportion':
      return proportion({ n: of.n, count: of.sums[0]! });
    case 'count':
    case 'sum':
      return mean({ n: of.n, sum: of.sums[0]!, squares: of.products[0]![0]! });
    case 'ratio':
      return ratioOf(of);
    case 'quantile': {
      const values = quantiles.get(variant);
      return values ? quantile(values) : null;
    }
  }
}

function ratioOf({ n, sums, products }: Moments): Estimate | null {
  return ratio({
    n,
    numerator: { sum: sums[0]!, squares: products[0]![0]! },
    denominator: { sum: sums[1]!, squares: products[1]![1]! },
    product: products[0]![1]!,
  });
}

function ofMean({ n, mean: center, variance }: Estimate): Interval | null {
  const half = criticalT(0.025, n - 1) * Math.sqrt(variance / n);
  return n > 1 && Number.isFinite(half) ? { low: center - half, high: center + half } : null;
}
