import type { SegmentRules } from '@fawkes/contract';
import { offsetSegments, type OffsetSegment } from '../time/offsets';
import { zoned } from '../time/range';

/** When segments are asked about, and what the rules look back at from there, all in milliseconds since 1970. */
export interface Moment {
  end: number;
  /** Days are counted back to the same wall-clock time of the zone. */
  activeFrom: number;
  riskFrom: number;
  newFrom: number;
  recentFrom: number;
  /** The first of the calendar days that end with the moment; its first instant. */
  daysFrom: number;
  offsets: OffsetSegment[];
}

export function momentAt(end: number, rules: SegmentRules, timezone: string): Moment {
  const now = zoned(end, timezone);
  const back = (days: number) => Math.max(0, now.subtract({ days }).epochMilliseconds);
  const activeFrom = back(rules.activeDays);
  const lastDay = zoned(end - 1, timezone).startOfDay();
  return {
    end,
    activeFrom,
    riskFrom: back(rules.riskDays),
    newFrom: back(rules.newDays),
    recentFrom: back(rules.recentDays),
    daysFrom: Math.max(0, lastDay.subtract({ days: rules.recentDays - 1 }).epochMilliseconds),
    offsets: offsetSegments(timezone, activeFrom, end),
  };
}
