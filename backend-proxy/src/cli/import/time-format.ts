import { MAX_FUTURE_MS } from '@fawkes/contract';

/** A time: milliseconds since 1970, or of a zone's clock where the text names no zone. */
interface ReadTime {
  ms: number;
  /** The text names no zone, so `ms` is what a clock in UTC would show. */
  local: boolean;
}

/** A way of writing times. */
export interface TimeFormat {
  /** As `--time-format` takes it. */
  name: string;
  /** For people. */
  title: string;
  /** Undefined where the text is no time of this format. */
  read(text: string): ReadTime | undefined;
}

const CLOCK = String.raw`(?:[T ,:]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([ap])\.?m\.?)?)?`;
const ZONE = String.raw`(?: ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?`;
const pattern = (date: string) => new RegExp(`^${date}${CLOCK}${ZONE}$`, 'i');

const ISO = pattern(String.raw`(\d{4})[-/](\d{1,2})[-/](\d{1,2})`);
const NUMBERED = pattern(String.raw`(\d{1,2})[-./](\d{1,2})[-./](\d{4})`);
const DAY_FIRST = pattern(String.raw`(?:[a-z]{3,9}, ?)?(\d{1,2})[- /]([a-z]{3})[a-z]*\.?[- /](\d{4})`);
const MONTH_FIRST = pattern(String.raw`(?:[a-z]{3,9}, ?)?([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})`);
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2}))?)?)?$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** All formats, the likelier first. */
export const TIME_FORMATS: readonly TimeFormat[] = [
  { name: 'iso', title: 'ISO 8601', read: (text) => readUsual(text) ?? written(ISO.exec(text), 1, 2, 3) },
  epoch('s', 'seconds since 1970', 1000),
  epoch('ms', 'milliseconds since 1970', 1),
  epoch('us', 'microseconds since 1970', 1e-3),
  { name: 'compact', title: 'YYYYMMDD, with hours, minutes and seconds or without', read: readCompact },
  { name: 'dmy', title: 'day/month/year', read: (text) => written(NUMBERED.exec(text), 3, 2, 1) },
  { name: 'mdy', title: 'month/day/year', read: (text) => written(NUMBERED.exec(text), 3, 1, 2) },
  {
    name: 'named',
    title: 'days with the names of months',
    read: (text) => written(DAY_FIRST.exec(text), 3, 2, 1) ?? written(MONTH_FIRST.exec(text), 3, 1, 2),
  },
];

const USUAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
let latestDay = { text: '', ms: NaN };

/** ISO 8601 as most programs write it. To take each of millions of times to its parts would cost more than all else of a row. */
function readUsual(text: string): ReadTime | undefined {
  if (!USUAL.test(text)) {
    return undefined;
  }
  const day = text.slice(0, 10);
  if (day !== latestDay.text) {
    latestDay = { text: day, ms: written(ISO.exec(day), 1, 2, 3)?.ms ?? NaN };
  }
  const [hour, minute, second] = [digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19)];
  const ms = latestDay.ms + hour * 3_600_000 + minute * 60_000 + second * 1000 + digits(text, 20, 23);
  // What is out of the ordinary is left to the pattern.
  return hour < 24 && minute < 60 && second < 60 && !Number.isNaN(ms) ? { ms, local: false } : undefined;
}

function digits(text: string, start: number, end: number): number {
  let number = 0;
  for (let i = start; i < end; i++) {
    number = number * 10 + text.charCodeAt(i) - 48;
  }
  return number;
}

const EARLIEST = Date.UTC(2000, 0, 1);

/** The units lie a thousand apart, so that a time between 2000 and now has one reading. */
function epoch(name: string, title: string, factor: number): TimeFormat {
  return {
    name,
    title,
    read(text) {
      const ms = /^\d{6,19}(\.\d+)?$/.test(text) ? Math.floor(Number(text) * factor) : NaN;
      return ms >= EARLIEST && ms < Date.now() + MAX_FUTURE_MS ? { ms, local: false } : undefined;
    },
  };
}

function readCompact(text: string): ReadTime | undefined {
  const found = COMPACT.exec(text);
  if (!found) {
    return undefined;
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  return ofParts([year, month, day], [hour, minute, second, 0], undefined);
}

/** A match of a pattern: three parts of a date in any order, then the clock, then the zone. */
function written(found: RegExpExecArray | null, year: number, month: number, day: number): ReadTime | undefined {
  if (!found) {
    return undefined;
  }
  const [, , , , hour = '0', minute = '0', second = '0', fraction = '', half, zone] = found;
  const hours = hourOf(Number(hour), half);
  const ms = fraction === '' ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3));
  const date = [Number(found[year]), monthOf(found[month]!), Number(found[day])] as const;
  return hours === undefined ? undefined : ofParts(date, [hours, Number(minute), Number(second), ms], zone);
}

function monthOf(text: string): number {
  return /\d/.test(text) ? Number(text) : MONTHS.indexOf(text.toLowerCase()) + 1;
}

function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) {
    return hour;
  }
  return hour < 1 || hour > 12 ? undefined : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

type Numbers3 = readonly [number, number, number];

function ofParts(
  [year, month, day]: Numbers3,
  [hour, minute, second, ms]: readonly [number, number, number, number],
  zone: string | undefined
): ReadTime | undefined {
  // A leap second is the last moment of its minute.
  const time = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59), ms);
  const date = new Date(time);
  const isReal =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second <= 60;
  if (!isReal) {
    return undefined;
  }
  return zone === undefined ? { ms: time, local: true } : { ms: time - offsetOf(zone), local: false };
}

function offsetOf(zone: string): number {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  const offset = (Number(hours ?? 0) * 60 + Number(minutes)) * 60_000;
  return sign === '-' ? -offset : offset;
}
