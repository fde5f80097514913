import type { TrendsQuery } from '@fawkes/contract';
import { changePercent } from '../change';
import { type Column, numberColumn } from '../frame';
import { valueLabels } from '../measures/label';
import { type Line, linesOf } from '../measures/lines';
import type { Numbers } from '../measures/numbers';
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

/** The fields of a trend: time, then for each line and value the current period, the previous one and its change. */
export function trendColumns(parts: TrendParts): Column[] {
  const { query, values, current } = parts;
  const shown = valueLabels(values);
  const time: Column = { name: 'time', type: 'time', values: current.plan.buckets.map((b) => b.start) };
  const columns = linesOf(query).flatMap((line) =>
    values.flatMap((value, at) => {
      const labels = query.breakdown ? { [query.breakdown.property]: shown[at] as string } : undefined;
      return lineColumns(line, value, labels, parts);
    })
  );
  return [time, ...columns];
}

function lineColumns(
  line: Line,
  value: string,
  labels: Record<string, string> | undefined,
  { interval, current, earlier }: TrendParts
): Column[] {
  const config = seriesConfig(line, labels);
  const now = current.plan.buckets.map((b) => line.read(current.numbers, b.key, value));
  const column: Column = { ...numberColumn(line.name, now, config), ...(labels ? { labels } : {}) };
  if (earlier === undefined) {
    return [column];
  }
  const before = current.plan.buckets.map((_, bucketAt) => {
    const bucket = earlier.plan.buckets[bucketAt];
    return bucket ? line.read(earlier.numbers, bucket.key, value) : null;
  });
  const previous: Column = {
    ...numberColumn(line.name, before, { ...config, displayName: `${config.displayName} (previous period)` }),
    labels: { ...labels, period: 'previous' },
  };
  if (interval !== 'range') {
    return [column, previous];
  }
  const change = now.map((n, i) => changePercent(n, before[i] ?? null));
  const changed: Column = {
    ...numberColumn(`${line.name}_change`, change, { displayName: `${config.displayName} change`, unit: 'percent' }),
    ...(labels ? { labels } : {}),
  };
  return [column, previous, changed];
}

function seriesConfig({ config }: Line, labels: Record<string, string> | undefined): Line['config'] {
  return labels ? { ...config, displayName: `${config.displayName}: ${Object.values(labels).join(', ')}` } : config;
}
