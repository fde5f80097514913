import { type MeasureAsked, type TrendsQuery } from '@fawkes/contract';
import { changePercent } from '../change';
import { type Column, numberColumn } from '../frame';
import { measureConfig, measureNames, valueLabels } from '../measures/label';
import type { Numbers } from '../measures/measure';
import type { BucketPlan } from '../time/buckets';

interface Period {
  numbers: Numbers;
  plan: BucketPlan;
}

interface TrendParts {
  query: TrendsQuery;
  interval: string;
  values: string[];
  current: Period;
  earlier: Period | undefined;
}

/** The fields of a trend: time, then for each measure and value the current period, the previous one and its change. */
export function trendColumns({ query, interval, values, current, earlier }: TrendParts): Column[] {
  const names = measureNames(query.measures);
  const shown = valueLabels(values);
  const time: Column = { name: 'time', type: 'time', values: current.plan.buckets.map((b) => b.start) };
  const columns = query.measures.flatMap((asked, i) =>
    values.flatMap((value, at) => {
      const name = names[i] as string;
      const labels = query.breakdown ? { [query.breakdown.property]: shown[at] as string } : undefined;
      const config = seriesConfig(asked, labels);
      const now = current.plan.buckets.map((b) => current.numbers.read(b.key, value, i));
      const column: Column = { ...numberColumn(name, now, config), ...(labels ? { labels } : {}) };
      if (earlier === undefined) {
        return [column];
      }
      const before = current.plan.buckets.map((_, bucketAt) => {
        const bucket = earlier.plan.buckets[bucketAt];
        return bucket ? earlier.numbers.read(bucket.key, value, i) : null;
      });
      const previous: Column = {
        ...numberColumn(name, before, { ...config, displayName: `${config.displayName} (previous period)` }),
        labels: { ...labels, period: 'previous' },
      };
      return interval === 'range'
        ? [column, previous, changeColumn(name, config.displayName, now, before, labels)]
        : [column, previous];
    })
  );
  return [time, ...columns];
}

function seriesConfig(
  asked: MeasureAsked,
  labels: Record<string, string> | undefined
): { displayName: string; unit?: string } {
  const config = measureConfig(asked);
  const title = config.displayName ?? asked.measure;
  return { ...config, displayName: labels ? `${title}: ${Object.values(labels).join(', ')}` : title };
}

function changeColumn(
  name: string,
  title: string,
  now: Array<number | null>,
  before: Array<number | null>,
  labels: Record<string, string> | undefined
): Column {
  const change = now.map((n, i) => changePercent(n, before[i] ?? null));
  return {
    ...numberColumn(`${name}_change`, change, { displayName: `${title} change`, unit: 'percent' }),
    ...(labels ? { labels } : {}),
  };
}
