import * as z from 'zod/mini';

/** The end of time as far as calendars and the event store's dates reach with certainty. */
const LATEST = Date.UTC(2100, 0, 1);

/** An instant from 1970 to 2100: ISO 8601 with a zone, or milliseconds since 1970 (UTC). */
export const instantSchema = z
  .union([z.iso.datetime({ offset: true }), z.int()], {
    error: 'an instant is ISO 8601 with a zone, such as 2026-11-01T00:00:00Z, or milliseconds since 1970',
  })
  .check(z.refine((instant) => isReachable(instant), 'an instant lies between 1970 and 2100'));

/** `7d` is from the same wall-clock time 7 days ago to now; units: m(inutes) h d w M(onths). */
export const relativeRangeSchema = z
  .string()
  .check(z.regex(/^[1-9]\d{0,4}[mhdwM]$/, 'a relative range is a number and one of m h d w M, such as 7d'));

/** [from, to): the start belongs to it, the end does not. */
export const rangeSchema = z.union(
  [z.strictObject({ last: relativeRangeSchema }), z.strictObject({ from: instantSchema, to: instantSchema })],
  { error: 'a range is {"last":"7d"} or {"from":…,"to":…}' }
);

export type Range = z.infer<typeof rangeSchema>;
export type Instant = z.infer<typeof instantSchema>;

/** `1d` is the calendar's day, `2d` counts from the start of the range; `range` is the whole range as one bucket. */
export const intervalSchema = z
  .string()
  .check(z.regex(/^([1-9]\d{0,3}[mhdwM]|range)$/, 'an interval is a number and one of m h d w M, or "range"'));

export const timezoneSchema = z
  .string()
  .check(z.refine(isTimezone, 'not a time zone of the IANA database, such as Europe/Berlin'));

export const weekStartSchema = z.enum(['monday', 'saturday', 'sunday']);
export type WeekStart = z.infer<typeof weekStartSchema>;

function isReachable(instant: string | number): boolean {
  const time = typeof instant === 'number' ? instant : Date.parse(instant);
  return time >= 0 && time <= LATEST;
}

function isTimezone(name: string): boolean {
  // An offset such as +05:30 is no zone, though newer runtimes take it for one.
  if (!/^[a-z]/i.test(name)) {
    return false;
  }
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
