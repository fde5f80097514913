import type { Range } from '@fawkes/contract';
import { Temporal } from 'temporal-polyfill';
import { Problem } from '../../problem';

/** [from, to) in milliseconds since 1970, as it was at `asOf`. `to` is never after `asOf`. */
export interface ResolvedRange {
  from: number;
  to: number;
  asOf: number;
  /** Of a range that goes along with the clock, what it keeps while it moves: how far back it begins, or where. */
  moves?: { last: string } | { lengthMs: number } | { from: number };
}

/** Ranges that end about now end on this grid, so that viewers who ask in the same moment share one answer. */
const GRID_MS = 10_000;
const DAY_MS = 86_400_000;
const UNITS = { m: 'minutes', h: 'hours', d: 'days', w: 'weeks', M: 'months' } as const;

/** The moment as of which those ask who ask about now: doors that put several questions ask all of them as of it. */
export function sharedMoment(now: number): number {
  return Math.ceil(now / GRID_MS) * GRID_MS;
}

/**
 * Turns a range into instants. `7d` starts at the same wall-clock time 7 days ago in `timezone`.
 * @throws Problem 400 when the range is upside down or before 1970.
 */
export function resolveRange(range: Range, timezone: string, now: number, asOf?: number): ResolvedRange {
  const moment = asOf ?? sharedMoment(now);
  const moving = asOf === undefined;
  const { from, to, moves } =
    'last' in range
      ? { from: goBack(range.last, moment, timezone), to: moment, ...(moving && { moves: { last: range.last } }) }
      : absolute(toInstant(range.from), toInstant(range.to), moving ? moment : undefined);
  if (from >= to) {
    throw new Problem(400, 'range_upside_down', 'The range must start before it ends: swap from and to.', [
      { path: 'range', message: `${iso(from)} is not before ${iso(to)}` },
    ]);
  }
  if (from < 0) {
    throw new Problem(400, 'range_before_1970', 'The range starts before 1970: choose a later start.', [
      { path: 'range', message: `${iso(from)} is before 1970` },
    ]);
  }
  return { from: Math.min(from, moment), to: Math.min(to, moment), asOf: moment, ...(moves && { moves }) };
}

/**
 * A range whose end was read from the clock just now, as Grafana does for `now-7d`, ends at the `moment` that viewers share. Its start
 * goes along where the range is whole minutes long. What a person typed has no milliseconds, and stays as it is.
 */
function absolute(from: number, to: number, moment: number | undefined): Pick<ResolvedRange, 'from' | 'to' | 'moves'> {
  const isAboutNow = moment !== undefined && to % 1000 !== 0 && to <= moment && to > moment - 2 * GRID_MS;
  if (!isAboutNow || from >= to) {
    return { from, to };
  }
  const lengthMs = to - from;
  return lengthMs % 60_000 === 0
    ? { from: moment - lengthMs, to: moment, moves: { lengthMs } }
    : { from, to: moment, moves: { from } };
}

/** As many calendar days (or milliseconds, when the range is not whole days) that end where this range starts. */
export function previousRange(range: ResolvedRange, timezone: string): ResolvedRange {
  const start = zoned(range.from, timezone);
  const days = start.until(zoned(range.to, timezone), { largestUnit: 'days' });
  const whole = days.days >= 1 && days.total({ unit: 'days', relativeTo: start }) === days.days;
  const from = whole
    ? start.subtract({ days: days.days }).epochMilliseconds
    : Math.max(0, range.from - (range.to - range.from));
  return { from, to: range.from, asOf: range.asOf };
}

export function toInstant(value: string | number): number {
  return typeof value === 'number' ? value : Date.parse(value);
}

export function iso(ms: number): string {
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : `${ms} ms`;
}

export function zoned(ms: number, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timezone);
}

/** The moment that lies `last` (such as `7d`) before another, by the zone's clock; not before 1970. */
export function backFrom(moment: number, last: string, timezone: string): number {
  return Math.max(0, goBack(last, moment, timezone));
}

function goBack(last: string, moment: number, timezone: string): number {
  const unit = UNITS[last.at(-1) as keyof typeof UNITS];
  const count = Number(last.slice(0, -1));
  // More than this reaches before 1970 anyway and would leave what Temporal can express.
  if (count * (unit === 'minutes' ? 60_000 : DAY_MS / 24) > moment) {
    return -1;
  }
  return zoned(moment, timezone).subtract({ [unit]: count }).epochMilliseconds;
}
