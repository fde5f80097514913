import type { Moments } from '../../statistics/moments';
import { quantileRanks, type QuantileValues } from '../../statistics/quantile';
import type { Arm } from './arms';
import type { Metric } from './design';
import type { ExperimentQuestion } from './exposed-sql';
import { type NumbersPlan, planNumbers } from './numbers-plan';
import { type OrderRow, orderSql, type SumsRow, sumsSql } from './numbers-sql';

/** What the people of each variant came to in one metric: their sums, and of a quantile the values at its places. */
export interface MetricSums {
  metric: Metric;
  moments: Map<string, Moments>;
  quantiles: Map<string, QuantileValues>;
}

/** The sums of all metrics over the people of each variant, from one reading of their events; caps and quantiles take one more each. */
export async function metricSums(
  q: ExperimentQuestion,
  metrics: readonly Metric[],
  arms: readonly Arm[]
): Promise<MetricSums[]> {
  if (metrics.length === 0) {
    return [];
  }
  const plan = await withCaps(q, planNumbers(metrics), metrics, arms);
  const pairs = plan.places.flatMap((places) => pairsOf(places));
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

/** Each number with itself and with those after it. */
function pairsOf(places: readonly number[]): Array<[number, number]> {
  return places.flatMap((left, i) => places.slice(i).map((right): [number, number] => [left, right]));
}

function momentsOf(
  row: SumsRow | undefined,
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
    metrics.map(async ({ cap }, m): Promise<[place: number, cap: number | undefined]> => {
      const place = plan.places[m]![0]!;
      const rank = cap && 'percentile' in cap ? quantileRanks(people, cap.percentile)?.at : undefined;
      if (rank === undefined) {
        return [place, plan.numbers[place]!.cap];
      }
      const variants = [{ variant: '', people, ranks: [rank] }];
      const [row] = await q.run<OrderRow>(orderSql(q, plan, { place, variants, together: true }));
      return [place, Number(row?.values[0] ?? 0)];
    })
  );
  const capOf = new Map(caps);
  return { ...plan, numbers: plan.numbers.map((number, place) => ({ ...number, cap: capOf.get(place) })) };
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
