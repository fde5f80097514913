import type { WeekStart } from '@fawkes/contract';
import { Temporal } from 'temporal-polyfill';
import { Problem } from '../../problem';
import { bind, type Sql, sql } from '../../store/sql';
import { bySegment, localDay, offsetSegments, type OffsetSegment } from './offsets';
import { iso, type ResolvedRange, zoned } from './range';

export interface Bucket {
  /** What the engine groups by. */
  key: number;
  /** [start, end) in milliseconds since 1970; the first may start before the range, the last end after it. */
  start: number;
  end: number;
}

/** How a range is cut: the buckets in order, and the same cut as SQL. */
export interface BucketPlan {
  buckets: Bucket[];
  /** The key of the bucket of a time in milliseconds. */
  key(time: Sql): Sql;
}

const MAX_BUCKETS = 5000;
/** How long a unit lasts, in milliseconds; a month at least, days and weeks but for changes of the clock. */
const LENGTH = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000, M: 28 * 86_400_000 } as const;
const CALENDAR = { d: 'days', w: 'weeks', M: 'months' } as const;
type Unit = keyof typeof LENGTH;
const WEEK_SHIFT: Record<WeekStart, number> = { monday: 3, sunday: 4, saturday: 5 };

/**
 * Cuts a range into buckets. One unit is that of the zone's calendar (a day is 23 or 25 hours when the clock changes); N > 1
 * units count from the start of the range, days and what is longer by the zone's clock.
 * @throws Problem 422 when there would be more than 5,000 buckets.
 */
export function planBuckets(
  range: ResolvedRange,
  interval: string,
  timezone: string,
  weekStart: WeekStart
): BucketPlan {
  if (interval === 'range' || range.from >= range.to) {
    const buckets = range.from < range.to || interval === 'range' ? [{ key: 0, start: range.from, end: range.to }] : [];
    return { buckets, key: () => sql`toInt64(0)` };
  }
  const { size, unit } = partsOf(interval);
  refuseTooMany((range.to - range.from) / (LENGTH[unit] * size), interval);
  if (size > 1) {
    return countedBuckets(range, (count) => after(range.from, count * size, unit, timezone));
  }
  if (unit === 'm' || unit === 'h') {
    // With a change that lies after the range, where it cuts the last of the hours.
    return clockBuckets(range, LENGTH[unit], offsetSegments(timezone, range.from, range.to + LENGTH[unit]));
  }
  const segments = offsetSegments(timezone, range.from, range.to);
  return calendarBuckets(range, calendarUnit(unit, weekStart), timezone, segments);
}

/** Where the interval starts that ends at `start`, the start of a plan's first bucket. */
export function startBefore(start: number, interval: string, timezone: string, weekStart: WeekStart): number {
  const { size, unit } = partsOf(interval);
  if (size > 1) {
    return after(start, -size, unit, timezone);
  }
  const before = planBuckets({ from: start - 1, to: start, asOf: start }, interval, timezone, weekStart);
  return (before.buckets[0] as Bucket).start;
}

/** The interval that shows a range well when the query names none. */
export function defaultInterval(range: ResolvedRange): string {
  const days = (range.to - range.from) / 86_400_000;
  const steps: Array<[number, string]> = [
    [0.26, '5m'],
    [2.1, '1h'],
    [120, '1d'],
    [800, '1w'],
  ];
  return steps.find(([limit]) => days <= limit)?.[1] ?? '1M';
}

function refuseTooMany(count: number, interval: string): void {
  if (count > MAX_BUCKETS) {
    throw new Problem(422, 'too_many_buckets', 'Choose a longer interval or a shorter range.', [
      {
        path: 'interval',
        message: `${interval} over this range gives ${Math.ceil(count)} buckets, at most ${MAX_BUCKETS}`,
      },
    ]);
  }
}

/** Minutes or hours of the wall clock. A change of the clock ends one and starts another, also where it lies within an hour. */
function clockBuckets({ from, to }: ResolvedRange, unit: number, segments: OffsetSegment[]): BucketPlan {
  const floor = (time: number, { offset }: OffsetSegment) => Math.floor((time + offset) / unit) * unit - offset;
  const pieces = segments.map((segment, i) => {
    const whole = floor(Math.max(from, segment.start), segment);
    return { segment, stop: segments[i + 1]?.start ?? Infinity, first: Math.max(whole, segment.start), whole };
  });
  const buckets = pieces.flatMap(({ segment, stop, first }) => {
    const own: Bucket[] = [];
    for (let start = first; start < Math.min(stop, to); start = (own.at(-1) as Bucket).end) {
      own.push({ key: start, start, end: Math.min(floor(start, segment) + unit, stop) });
    }
    return own;
  });
  return {
    buckets,
    key: (time) =>
      bySegment(segments, time, (segment, i) => {
        const { first, whole } = pieces[i] as (typeof pieces)[number];
        const offset = bind('Int64', segment.offset);
        const start = sql`toInt64(intDiv(${time} + ${offset}, ${bind('Int64', unit)}) * ${bind('Int64', unit)} - ${offset})`;
        return first === whole ? start : sql`greatest(${start}, ${bind('Int64', first)})`;
      }),
  };
}

/** Buckets from each start to the next one. */
function countedBuckets({ from, to }: ResolvedRange, startOf: (count: number) => number): BucketPlan {
  const starts = [from];
  while ((starts.at(-1) as number) < to) {
    starts.push(startOf(starts.length));
  }
  const bounds = bind('Array(Int64)', [-1, ...starts]);
  return {
    buckets: starts.slice(0, -1).map((start, i) => ({ key: start, start, end: starts[i + 1] as number })),
    key: (time) => sql`roundDown(toInt64(${time}), ${bounds})`,
  };
}

/** So many units after a moment: minutes and hours as they pass, all else at the same time of the zone's clock. */
function after(moment: number, count: number, unit: Unit, timezone: string): number {
  return unit === 'm' || unit === 'h'
    ? moment + count * LENGTH[unit]
    : zoned(moment, timezone).add({ [CALENDAR[unit]]: count }).epochMilliseconds;
}

function partsOf(interval: string): { size: number; unit: Unit } {
  return { size: Number(interval.slice(0, -1)), unit: interval.at(-1) as Unit };
}

/** A unit of the calendar: its running number for a local day, in SQL and here, and the local date it starts at. */
interface CalendarUnit {
  ofDay(day: Sql): Sql;
  ofDate(date: Temporal.PlainDate): number;
  start(index: number): Temporal.PlainDate;
}

const EPOCH = Temporal.PlainDate.from('1970-01-01');
const dayNumber = (date: Temporal.PlainDate) => EPOCH.until(date, { largestUnit: 'days' }).days;

function calendarUnit(unit: keyof typeof CALENDAR, weekStart: WeekStart): CalendarUnit {
  if (unit === 'M') {
    return {
      ofDay: (day) => sql`toInt64(toRelativeMonthNum(toDate32(toInt32(${day}))))`,
      ofDate: (date) => date.year * 12 + date.month,
      start: (index) =>
        Temporal.PlainDate.from({ year: Math.floor((index - 1) / 12), month: ((index - 1) % 12) + 1, day: 1 }),
    };
  }
  if (unit === 'd') {
    return { ofDay: (day) => day, ofDate: dayNumber, start: (index) => EPOCH.add({ days: index }) };
  }
  const shift = WEEK_SHIFT[weekStart];
  return {
    ofDay: (day) => sql`intDiv(${day} + ${bind('Int64', shift)}, 7)`,
    ofDate: (date) => Math.floor((dayNumber(date) + shift) / 7),
    start: (index) => EPOCH.add({ days: index * 7 - shift }),
  };
}

function calendarBuckets(
  range: ResolvedRange,
  unit: CalendarUnit,
  timezone: string,
  segments: OffsetSegment[]
): BucketPlan {
  const first = unit.ofDate(zoned(range.from, timezone).toPlainDate());
  const last = unit.ofDate(zoned(range.to - 1, timezone).toPlainDate());
  const startOf = (index: number) => unit.start(index).toZonedDateTime(timezone).epochMilliseconds;
  return {
    buckets: Array.from({ length: last - first + 1 }, (_, key) => ({
      key,
      start: startOf(first + key),
      end: startOf(first + key + 1),
    })),
    key: (time) => sql`(${unit.ofDay(localDay(segments, time))} - ${bind('Int64', first)})`,
  };
}

/** The starts of the buckets that are not over at `asOf` or of which the range holds only a part. */
export function incompleteBuckets(plan: BucketPlan, range: ResolvedRange): string[] {
  return plan.buckets.filter((b) => b.end > range.to || b.start < range.from).map((b) => iso(b.start));
}
