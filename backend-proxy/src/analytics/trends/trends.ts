import type { MeasureAsked, TrendsQuery } from '@fawkes/contract';
import { frame } from '../frame';
import { areCountedTogether } from '../measures/families';
import { formulaNotices } from '../measures/formula-notices';
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
  const { values: kept, dimension, cut } = await splitByValue(q);
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
  const periods = [{ numbers: now, plan: current.plan }];
  if (before && earlier) {
    periods.push({ numbers: before, plan: earlier.plan });
  }
  const rest = cut !== null || periods.some(({ numbers }) => numbers.has(OTHER));
  const values = rest ? [...kept, OTHER] : kept;
  const nobody = await forgetNobody(q, measures, values, periods);
  const columns = trendColumns({
    query: q.query,
    interval,
    values,
    current: periods[0]!,
    earlier: periods[1],
  });
  return {
    frames: [frame('trends', columns, { interval, incomplete: incomplete(current.plan, q, interval) })],
    notices: [...notices, ...nobody, ...formulaNotices(q.query, values, periods)],
    cut,
  };
}

interface Split {
  values: string[];
  dimension?: Dimension;
  cut: Computed['cut'];
}

/** The largest values of the breakdown, the largest first, with the rest as one; a single nameless value where there is none. */
export async function splitByValue(q: Question<TrendsQuery>): Promise<Split> {
  const { breakdown, measures, compare } = q.query;
  if (breakdown === undefined) {
    return { values: [''], cut: null };
  }
  const { property, limit } = breakdown;
  const [first] = measures as [MeasureAsked];
  const { values, total } = await rankValues(q, property, [first], limit);
  const isCut = total > values.length;
  // The period before, and measures of another kind, may know values that are not among these.
  const other = isCut || compare !== undefined || !measures.every((asked) => areCountedTogether(asked, first));
  return {
    values,
    dimension: { property, keep: { values, other } },
    cut: isCut ? { what: property, shown: values.length, total } : null,
  };
}

function incomplete(plan: BucketPlan, q: Question<TrendsQuery>, interval: string): string[] {
  return interval === 'range' ? [] : incompleteBuckets(plan, q.range);
}
