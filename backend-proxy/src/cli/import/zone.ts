import { Temporal } from 'temporal-polyfill';
import { CliError } from '../cli-error';

const QUARTER_MS = 900_000;
const MOST_REMEMBERED = 100_000;

/**
 * Turns what a clock in the zone shows, as if it were UTC, into milliseconds since 1970. In an hour that a clock shows twice the
 * first is meant; a time that it jumps over is as much later. Zones change at quarters of hours, so one look-up serves each.
 */
export function zoneReader(timezone: string): (local: number) => number {
  if (timezone === 'UTC') {
    return (local) => local;
  }
  const offsets = new Map<number, number>();
  return (local) => {
    const quarter = Math.floor(local / QUARTER_MS);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      offset = offsetAt(quarter * QUARTER_MS, timezone);
      if (offsets.size >= MOST_REMEMBERED) {
        offsets.clear();
      }
      offsets.set(quarter, offset);
    }
    return local - offset;
  };
}

function offsetAt(local: number, timezone: string): number {
  const wall = Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO('UTC').toPlainDateTime();
  return local - wall.toZonedDateTime(timezone).epochMilliseconds;
}

/** Throws a CliError where there is no such zone. */
export function checkTimezone(timezone: string): void {
  try {
    Temporal.Now.zonedDateTimeISO(timezone);
  } catch {
    throw new CliError(`--timezone ${timezone}: there is no such zone. Say it as Europe/Berlin, or UTC.`, 2);
  }
}
