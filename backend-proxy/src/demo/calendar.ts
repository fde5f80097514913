import { Temporal } from 'temporal-polyfill';

/** Where the people of the demo are: their weeks and working hours are this zone's. */
const ZONE = 'Europe/Berlin';
export const DAY_MS = 86_400_000;

/** Clocks change earlier in the night than this, and everybody is asleep. */
const FIRST_HOUR = 4;

/** The calendar day (`2026-11-24`) of a moment. */
export function dateAt(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(ZONE).toPlainDate().toString();
}

/** Calendar days since 1970-01-01. */
export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00Z`) / DAY_MS;
}

export function dateOf(dayNumber: number): string {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
}

/** When a calendar day begins. */
export function startOf(date: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(ZONE).epochMilliseconds;
}

/** Turns minutes since midnight by the clock on the wall, from 4:00 on, into a moment. */
export function wallClock(date: string): (minute: number) => number {
  const first = Temporal.PlainDate.from(date).toZonedDateTime({
    timeZone: ZONE,
    plainTime: Temporal.PlainTime.from({ hour: FIRST_HOUR }),
  });
  return (minute) => first.epochMilliseconds + Math.round((minute - FIRST_HOUR * 60) * 60) * 1000;
}
