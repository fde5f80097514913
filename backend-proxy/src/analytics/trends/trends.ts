import type { TrendsQuery } from '@fawkes/contract';
import { frame } from '../frame';
import { type Grouping, OTHER } from '../measures/grouping';
import { computeMeasures } from '../measures/measure';
import { forgetNobody } from '../measures/nobody';
import { peopleNotices } from '../measures/people-notice';
import { rankValues } from '../measures/rank';
import type { Computed, Question } from '../question';
import { type BucketPlan, defaultInterval, incompleteBuckets, planBuckets } from '../time/buckets';
import { previousRange, type ResolvedRange } from '../time/range';
import { trendColumns } from './columns';

/**
 * Measures over time: one wide frame `trends` with a row a bucket and a field for each measure and breakdown value.
 * With `compare` the previous period stands beside it, aligned bucket by bucket.
 */
export async function trends(q: Question<TrendsQuery>): Promise<Computed> {
  const { measures, breakdown } = q.query;
  const interval = q.query.interval ?? defaultInterval(q.range);
  const plan = (range: ResolvedRange) => planBuckets(range, interval, q.timezone, q.weekStart);
  const ranking =
    breakdown && (await rankValues(q, breakdown.property, measures[0] as (typeof measures)[0], breakdown.limit));
  const rest = ranking !== undefined && ranking.total > ranking.values.length;
  const grouping = (range: ResolvedRange): Grouping => ({
    range,
    plan: plan(range),
    ...(breakdown && ranking
      ? { dimension: { property: breakdown.property, keep: { values: ranking.values, other: rest } } }
      : {}),
  });
  const current = grouping(q.range);
  const earlier = q.query.compare && grouping(previousRange(q.range, q.timezone));
  const [now, before, notices] = await Promise.all([
    computeMeasures(q, current, measures),
    earlier && computeMeasures(q, earlier, measures),
    peopleNotices(
      q,
      measures.map((m) => m.measure)
    ),
  ]);
  const values = ranking ? [...ranking.values, ...(rest ? [OTHER] : [])] : [''];
  const nobody = forgetNobody(now, measures, current.plan, values);
  const columns = trendColumns({
    query: q.query,
    interval,
    values,
    current: { numbers: now, plan: current.plan },
    earlier: before && earlier ? { numbers: before, plan: earlier.plan } : undefined,
  });
  return {
    frames: [frame('trends', columns, { interval, incomplete: incomplete(current.plan, q, interval) })],
    notices: [...notices, ...nobody],
    cut:
      rest && ranking ? { what: breakdown?.property ?? '', shown: ranking.values.length, total: ranking.total } : null,
  };
}

function incomplete(plan: BucketPlan, q: Question<TrendsQuery>, interval: string): string[] {
  return interval === 'range' ? [] : incompleteBuckets(plan, q.range);
}
