import type { WeekStart } from '@fawkes/contract';
import { bind, sql } from '../../store/sql';
import { type BucketPlan, planBuckets, startBefore } from './buckets';
import type { ResolvedRange } from './range';

/** The buckets of a range and, as the first, the one before them; `range` begins with that one. An empty range has none. */
export function withPrevious(
  range: ResolvedRange,
  interval: string,
  timezone: string,
  weekStart: WeekStart
): { plan: BucketPlan; range: ResolvedRange } {
  const plan = planBuckets(range, interval, timezone, weekStart);
  const [first] = plan.buckets;
  if (first === undefined) {
    return { plan, range };
  }
  const start = startBefore(first.start, interval, timezone, weekStart);
  const previous = { key: first.key - 1, start, end: first.start };
  return {
    plan: {
      buckets: [previous, ...plan.buckets],
      key: (time) =>
        sql`if(${time} < ${bind('Int64', first.start)}, ${bind('Int64', previous.key)}, toInt64(${plan.key(time)}))`,
    },
    range: { ...range, from: Math.max(0, start) },
  };
}
