import type { SegmentRules } from '@fawkes/contract';
import { momentAt, type Moment } from '../behaviour/moment';
import { offsetSegments, type OffsetSegment } from '../time/offsets';
import { zoned } from '../time/range';

/** Calendar days one after another, at the start of some of which segments are asked about. */
export interface Days {
  /** [from, to) in milliseconds since 1970: from the active days before the first moment to the last moment. */
  from: number;
  to: number;
  /** The number of the day (0 is 1970-01-01) on which `from` lies, and how many days there are. */
  first: number;
  count: number;
  offsets: OffsetSegment[];
  /** A moment for each day's start from the first that is asked about to the last. */
  moments: Moment[];
  /** The places among `moments` that are asked about. */
  asked: number[];
}

/** The days that it takes to know the segments at these `ends`, which are starts of days of the zone, in order. */
export function daysOf(ends: number[], rules: SegmentRules, timezone: string): Days {
  const [first, last] = [ends[0], ends.at(-1)].map((end) => zoned(end as number, timezone).toPlainDate());
  const span = first!.until(last!, { largestUnit: 'days' }).days;
  const dates = Array.from({ length: span + 1 }, (_, i) => first!.add({ days: i }));
  const starts = dates.map((date) => date.toZonedDateTime(timezone).epochMilliseconds);
  const from = first!.subtract({ days: rules.activeDays });
  return {
    from: from.toZonedDateTime(timezone).epochMilliseconds,
    to: ends.at(-1) as number,
    first: from.since('1970-01-01', { largestUnit: 'days' }).days,
    count: rules.activeDays + span,
    offsets: offsetSegments(timezone, from.toZonedDateTime(timezone).epochMilliseconds, ends.at(-1) as number),
    moments: starts.map((start) => momentAt(start, rules, timezone)),
    asked: ends.map((end) => starts.indexOf(end)),
  };
}
