import type { Moments } from '../../statistics/moments';
import { quantileRanks, type QuantileValues } from '../../statistics/quantile';
import type { Arm } from './arms';
import type { Metric } from './design';
import type { ExperimentQuestion } from './exposed-sql';
import { type NumbersPlan, planNumbers, type Span, withBefore } from './numbers-plan';
import { type OrderRow, orderSql, type SumsRow, sumsSql } from './numbers-sql';

/** What the people of each variant came to in one metric: their sums, with those before the exposure where these are asked for too, and of a quantile the values at its places. */
export interface MetricSums {
  metric: Metric;
  moments: Map<string, Moments>;
  quantiles: Map<string, QuantileValues>;
}

/** The sums of all metrics over the people of each variant, from one reading of their events; caps and quantiles take one more each. */
export async function metricSums(
  q: ExperimentQuestion,
  metrics: readonly Metric[],
  arms: readonly Arm[],
  before: boolean
): Promise<MetricSums[]> {
  if (metrics.length === 0) {
    return [];
  }
  const { plan, pairs } = await planSums(q, metrics, arms, before);
  const rows = await q.run<SumsRow>(sumsSql(q, plan, pairs));
  return Promise.all(
    metrics.map(async (metric, m) => ({
      metric,
      moments: new Map(
        arms.map(({ variant, assignments }) => {
          const row = rows.find((each) => each.variant === variant);
          return [variant, momentsOf(row, plan.places[m]!, pairs, assignments)];
        })
      ),
      quantiles: await quantilesOf(q, { plan, metric, place: plan.places[m]![0]!, arms }),
    }))
  );
}

/** What a reading of the events is to add up, caps that hang on the people included. */
export interface SumsPlan {
  plan: NumbersPlan;
  pairs: Array<[number, number]>;
}

/** Plans the sums of metrics, each in these spans; `true` are its own and the days before the exposure, `false` its own alone. */
export async function planSums(
  q: ExperimentQuestion,
  metrics: readonly Metric[],
  arms: readonly Arm[],
  spans: boolean | ((own: Span) => Span[])
): Promise<SumsPlan> {
  const spansOf = spans === true ? withBefore : spans || undefined;
  const plan = await withCaps(q, planNumbers(metrics, spansOf), metrics, arms);
  return { plan, pairs: plan.places.flatMap(pairsOf) };
}

/** Each number with itself and with those after it. */
function pairsOf(places: readonly number[]): Array<[number, number]> {
  return places.flatMap((left, i) => places.slice(i).map((right): [number, number] => [left, right]));
}

/** The moments of a metric whose numbers are at these places, of so many people; sums that are missing are 0. */
export function momentsOf(
  row: Pick<SumsRow, 'sums' | 'products'> | undefined,
  places: readonly number[],
  pairs: ReadonlyArray<[number, number]>,
  n: number
): Moments {
  const product = (left: number, right: number) => {
    const [from, to] = left < right ? [left, right] : [right, left];
    return Number(row?.products[pairs.findIndex(([i, j]) => i === from && j === to)] ?? 0);
  };
  return {
    n,
    sums: places.map((place) => Number(row?.sums[place] ?? 0)),
    products: places.map((left) => places.map((right) => product(left, right))),
  };
}

/** With the caps that are a percentile of the people of all variants, whose value the events tell. */
async function withCaps(
  q: ExperimentQuestion,
  plan: NumbersPlan,
  metrics: readonly Metric[],
  arms: readonly Arm[]
): Promise<NumbersPlan> {
  const people = arms.reduce((sum, { assignments }) => sum + assignments, 0);
  const caps = await Promise.all(
    metrics.map(async ({ cap }, m): Promise<Array<[place: number, cap: number]>> => {
      const [place = 0, ...others] = plan.places[m]!;
      const rank = cap && 'percentile' in cap ? quantileRanks(people, cap.percentile)?.at : undefined;
      if (rank === undefined) {
        return [];
      }
      const variants = [{ variant: '', people, ranks: [rank] }];
      const [row] = await q.run<OrderRow>(orderSql(q, plan, { place, variants, together: true }));
      return [place, ...others].map((each) => [each, Number(row?.values[0] ?? 0)]);
    })
  );
  const capOf = new Map(caps.flat());
  return {
    ...plan,
    numbers: plan.numbers.map((number, place) => ({ ...number, cap: capOf.get(place) ?? number.cap })),
  };
}

interface QuantileAsked {
  plan: NumbersPlan;
  metric: Metric;
  place: number;
  arms: readonly Arm[];
}

async function quantilesOf(
  q: ExperimentQuestion,
  { plan, metric, place, arms }: QuantileAsked
): Promise<MetricSums['quantiles']> {
  if (metric.quantile === undefined) {
    return new Map();
  }
  const asked = arms.flatMap(({ variant, assignments: people }) => {
    const ranks = quantileRanks(people, metric.quantile!);
    return ranks ? [{ variant, people, ranks }] : [];
  });
  // Where there are too few values for an interval, any place is as good: it is not looked at.
  const variants = asked.map(({ ranks: { at, interval }, ...arm }) => ({
    ...arm,
    ranks: [at, interval?.low ?? at, interval?.high ?? at],
  }));
  const rows = await q.run<OrderRow>(orderSql(q, plan, { place, variants }));
  return new Map(
    asked.map(({ variant, people, ranks: { interval } }) => {
      const [at = 0, low = 0, high = 0] = (rows.find((row) => row.variant === variant)?.values ?? []).map(Number);
      return [variant, { n: people, at, interval: interval && { low, high } }];
    })
  );
}
