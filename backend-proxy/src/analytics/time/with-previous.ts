import type { WeekStart } from '@fawkes/contract';
import { planBuckets, type BucketPlan } from './buckets';
import { zoned, type ResolvedRange } from './range';

const UNITS = { m: 'minutes', h: 'hours', d: 'days', w: 'weeks', M: 'months' } as const;

/** The buckets of a range and, as the first, the one before them; `range` begins with that one. */
export function withPrevious(
  range: ResolvedRange,
  interval: string,
  timezone: string,
  weekStart: WeekStart
): { plan: BucketPlan; range: ResolvedRange } {
  const start = planBuckets(range, interval, timezone, weekStart).buckets[0]?.start ?? range.from;
  const unit = UNITS[interval.at(-1) as keyof typeof UNITS];
  const before = zoned(start, timezone).subtract({ [unit]: Number(interval.slice(0, -1)) });
  const wider = { ...range, from: Math.max(0, before.epochMilliseconds) };
  return { plan: planBuckets(wider, interval, timezone, weekStart), range: wider };
}
