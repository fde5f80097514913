import type { TrendsQuery } from '@fawkes/contract';
import { frame } from '../frame';
import { withGoals } from '../measures/goals';
import { type Dimension, type Grouping, OTHER } from '../measures/grouping';
import { computeMeasures } from '../measures/measure';
import { forgetNobody } from '../measures/nobody';
import { peopleNotices } from '../measures/people-notice';
import { rankValues } from '../measures/rank';
import type { Computed, Question } from '../question';
import { type BucketPlan, defaultInterval, incompleteBuckets, planBuckets } from '../time/buckets';
import { previousRange, type ResolvedRange } from '../time/range';
import { trendColumns } from './columns';

/**
 * Measures over time, and formulas over them: one wide frame `trends` with a row a bucket and a field for each line and
 * breakdown value.
 * With `compare` the previous period stands beside it, aligned bucket by bucket.
 */
export async function trends(asked: Question<TrendsQuery>): Promise<Computed> {
  const measures = await withGoals(asked, asked.query.measures);
  const q = { ...asked, query: { ...asked.query, measures } };
  const { compare } = q.query;
  const interval = q.query.interval ?? defaultInterval(q.range);
  const { values, dimension, cut } = await splitByValue(q);
  const grouping = (range: ResolvedRange): Grouping => ({
    range,
    plan: planBuckets(range, interval, q.timezone, q.weekStart),
    ...(dimension ? { dimension } : {}),
  });
  const current = grouping(q.range);
  const earlier = compare && grouping(previousRange(q.range, q.timezone));
  const [now, before, notices] = await Promise.all([
    computeMeasures(q, current, measures),
    earlier && computeMeasures(q, earlier, measures),
    peopleNotices(
      q,
      measures.map((m) => m.measure)
    ),
  ]);
  const nobody = forgetNobody(now, measures, current.plan, values);
  if (before && earlier && nobody.length > 0) {
    forgetNobody(before, measures, earlier.plan, values);
  }
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
    cut,
  };
}

interface Split {
  values: string[];
  dimension?: Dimension;
  cut: Computed['cut'];
}

/** The values of the breakdown, the largest first and the rest as one; a single nameless value where there is none. */
export async function splitByValue(q: Question<TrendsQuery>): Promise<Split> {
  const { breakdown, measures } = q.query;
  if (breakdown === undefined) {
    return { values: [''], cut: null };
  }
  const { property, limit } = breakdown;
  const { values, total } = await rankValues(q, property, measures.slice(0, 1), limit);
  const other = total > values.length;
  return {
    values: other ? [...values, OTHER] : values,
    dimension: { property, keep: { values, other } },
    cut: other ? { what: property, shown: values.length, total } : null,
  };
}

function incomplete(plan: BucketPlan, q: Question<TrendsQuery>, interval: string): string[] {
  return interval === 'range' ? [] : incompleteBuckets(plan, q.range);
}
