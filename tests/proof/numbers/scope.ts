import { literal } from './duckdb';

/** What a question is about, in the words of the reference. Everything named `…Sql` is SQL over one row of `event`. */
export interface Scope {
  /** ISO 8601. */
  from: string;
  to: string;
  zone: string;
  /** `range`, or one unit of the calendar. */
  interval: 'range' | '1h' | '1d' | '1w' | '1M';
  weekStart: 'monday' | 'sunday';
  /** Nothing after this moment is known yet. */
  asOf?: string;
  sites?: string[];
  /** Selects events. */
  filterSql?: string;
  /** Selects sessions; over the columns `source`, `entry` and `exit` of a session. */
  sessionFilterSql?: string;
  split?: Split;
}

/** A property by whose values the numbers are split. */
export interface Split {
  sql: string;
  /** A property of the session: `sql` is over its columns `source`, `entry` and `exit`. */
  ofSession?: boolean;
  /** The values that are shown by name. */
  keep?: string[];
  /** All others are counted together under this name, or not at all. */
  other?: string;
}

export const instant = (iso: string) => `${literal(iso)}::TIMESTAMPTZ`;

/** To when events are read, so that a session that starts in the range is whole. */
export const readTo = ({ to, asOf }: Scope) =>
  asOf === undefined
    ? `${instant(to)} + INTERVAL 24 HOUR`
    : `least(${instant(to)} + INTERVAL 24 HOUR, ${instant(asOf)})`;

export const onSites = ({ sites }: Scope) =>
  sites === undefined ? 'true' : `site IN (${sites.map(literal).join(', ')})`;

export const selected = ({ filterSql }: Scope) => filterSql ?? 'true';

/** The local date and time in the scope's zone. */
const local = (time: string, { zone }: Scope) => `timezone(${literal(zone)}, ${time})`;

export const localDate = (time: string, scope: Scope) => `${local(time, scope)}::DATE`;

/** The start of the bucket that a moment lies in, in milliseconds. */
export function bucketOf(time: string, scope: Scope): string {
  const { interval, zone, weekStart } = scope;
  const wall = local(time, scope);
  const truncated: Record<Exclude<Scope['interval'], 'range' | '1h'>, string> = {
    '1d': `date_trunc('day', ${wall})`,
    '1w':
      weekStart === 'monday'
        ? `date_trunc('week', ${wall})`
        : `date_trunc('week', ${wall} + INTERVAL 1 DAY) - INTERVAL 1 DAY`,
    '1M': `date_trunc('month', ${wall})`,
  };
  if (interval === 'range') {
    return `epoch_ms(${instant(scope.from)})`;
  }
  // An hour is the same wherever it is counted, given zones that are whole hours away; the clock may show it twice.
  return interval === '1h'
    ? `epoch_ms(date_trunc('hour', ${time}))`
    : `epoch_ms(timezone(${literal(zone)}, ${truncated[interval]}))`;
}

/** All buckets of the range: columns `bucket` (ms), `starts`, and `ends` (moments), with those of nothing. */
export function bucketsSql(scope: Scope): string {
  const { from, to, interval } = scope;
  if (interval === 'range') {
    return `SELECT epoch_ms(${instant(from)}) AS bucket, ${instant(from)} AS starts, ${instant(to)} AS ends`;
  }
  // Far finer than any bucket: each is met at least once, and however long it is.
  return `SELECT bucket, to_timestamp(bucket / 1000) AS starts,
      coalesce(lead(to_timestamp(bucket / 1000)) OVER (ORDER BY bucket), ${instant(to)}) AS ends
    FROM (SELECT DISTINCT ${bucketOf('moment', scope)} AS bucket
      FROM (SELECT unnest(generate_series(${instant(from)}, ${instant(to)} - INTERVAL 1 MILLISECOND, INTERVAL 30 MINUTE)) AS moment))`;
}

/** The value by which a row is split. */
export function splitSql({ split }: Scope): string {
  if (split === undefined) {
    return `''`;
  }
  if (split.keep === undefined) {
    return split.sql;
  }
  const kept = split.keep.length > 0 ? `${split.sql} IN (${split.keep.map(literal).join(', ')})` : 'false';
  return `CASE WHEN ${kept} THEN ${split.sql} ELSE ${split.other === undefined ? 'NULL' : literal(split.other)} END`;
}
