import type { FunnelDefinition, FunnelQuery } from '@fawkes/contract';
import { bind, sql } from '../../store/sql';
import { type Column, frame, numberColumn } from '../frame';
import { OTHER } from '../measures/grouping';
import { valueLabels } from '../measures/label';
import type { Computed, Question } from '../question';
import { type BucketPlan, defaultInterval, incompleteBuckets, planBuckets } from '../time/buckets';
import { iso } from '../time/range';
import { share } from './frames';
import { peopleNotices } from './notices';
import type { FunnelPlan } from './plan';
import { peopleColumns, type PeopleRow } from './steps';
import { unitsSql } from './units-sql';

interface TrendRow extends PeopleRow {
  bucket: number;
  shown: string;
  /** All buckets and values together. */
  whole: boolean;
  entered: number;
  completed: number;
  /** The rank of the last value. */
  last: number;
}

/**
 * The conversion over time: a frame `trend` with a row a bucket, each person once, in the bucket in which the best attempt starts.
 * Its meta names the buckets that are `incomplete`: cut by the range, or with a window that is not over yet.
 */
export async function funnelTrend(
  q: Question<FunnelQuery>,
  definition: FunnelDefinition,
  plan: FunnelPlan
): Promise<Computed> {
  const interval = q.query.interval ?? defaultInterval(q.range);
  const buckets = planBuckets(q.range, interval, q.timezone, q.weekStart);
  const units = unitsSql(q, plan);
  const limit = plan.breakdown?.limit ?? 1;
  const counted = sql`SELECT ${buckets.key(sql`started`)} AS bucket, value, ${peopleColumns(plan, 'kept')},
      count() AS entered, countIf(reached[-1] >= 0) AS completed
    FROM (${units}) GROUP BY bucket, value`;
  const ranked = sql`SELECT *, dense_rank() OVER (ORDER BY of_value DESC, value) AS rank
    FROM (SELECT *, sum(entered) OVER (PARTITION BY value) AS of_value FROM (${counted}))`;
  const all = await q.run<TrendRow>(sql`
    SELECT bucket, shown, grouping(bucket) = 1 AS whole, sum(entered) AS entered, sum(completed) AS completed,
      min(rank) AS first, max(rank) AS last, ${peopleColumns(plan, 'merged')}
    FROM (SELECT *, if(rank <= ${bind('UInt32', limit)}, value, ${bind('String', OTHER)}) AS shown FROM (${ranked}))
    GROUP BY GROUPING SETS ((bucket, shown), ()) ORDER BY shown = ${bind('String', OTHER)}, first, bucket`);
  const [whole] = all.filter((row) => row.whole);
  const rows = all.filter((row) => !row.whole);
  const total = Number(whole?.last ?? 0);
  const custom = {
    interval,
    counting: definition.counting ?? 'person',
    incomplete: incompleteOf(buckets, q, plan, interval),
  };
  return {
    frames: [frame('trend', columnsOf(rows, buckets, plan), custom)],
    notices: peopleNotices(whole ?? {}),
    cut: plan.breakdown && total > limit ? { what: plan.breakdown.property, shown: limit, total } : null,
  };
}

function columnsOf(rows: TrendRow[], { buckets }: BucketPlan, { breakdown }: FunnelPlan): Column[] {
  const values = breakdown ? [...new Set(rows.map(({ shown }) => shown))] : [''];
  const labels = valueLabels(values);
  const found = new Map(rows.map((row) => [`${row.bucket} ${row.shown}`, row]));
  const time: Column = { name: 'time', type: 'time', values: buckets.map(({ start }) => start) };
  const columns = values.flatMap((value, i) => {
    const at = (key: number, of: 'entered' | 'completed') => Number(found.get(`${key} ${value}`)?.[of] ?? 0);
    const converted = (key: number) => share(at(key, 'completed'), at(key, 'entered'));
    const titled = (title: string) => (breakdown ? `${title}: ${labels[i]}` : title);
    const column = (name: string, title: string, unit: string, of: (key: number) => number | null): Column => ({
      ...numberColumn(
        name,
        buckets.map(({ key }) => of(key)),
        { displayName: titled(title), unit }
      ),
      ...(breakdown ? { labels: { [breakdown.property]: labels[i] as string } } : {}),
    });
    return [
      column('conversion_rate', 'Conversion', 'percent', converted),
      column('users_entered', 'Entered', 'locale', (key) => at(key, 'entered')),
      column('users_completed', 'Completed', 'locale', (key) => at(key, 'completed')),
      column('drop_off_rate', 'Drop-off', 'percent', (key) => {
        const rate = converted(key);
        return rate === null ? null : 100 - rate;
      }),
    ];
  });
  return [time, ...columns];
}

/** The starts of the buckets of which the range holds a part only, or whose last attempts may still convert. */
function incompleteOf(buckets: BucketPlan, q: Question<FunnelQuery>, plan: FunnelPlan, interval: string): string[] {
  const { to, asOf } = q.range;
  const cut = interval === 'range' ? [] : incompleteBuckets(buckets, q.range);
  const open = buckets.buckets.filter(({ end }) => Math.min(end, to) + plan.windowMs > asOf);
  const all = new Set([...cut, ...open.map(({ start }) => iso(start))]);
  return [...all].sort();
}
