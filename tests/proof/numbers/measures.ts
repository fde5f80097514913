import type { Measure } from '@fawkes/contract';
import { literal } from './duckdb';
import { bucketOf, bucketsSql, instant, localDate, onSites, readTo, type Scope, selected, splitSql } from './scope';

/*
 * Each measure as the definitions say it, as one statement of DuckDB: rows of `bucket` (ms), `split` (the value it is split by) and
 * `n`. Written to be read beside the definitions, not to be fast, and apart from the product's own SQL.
 */

/** Persons, events and goals among the events of a range. */
const COUNTS: Partial<Record<Measure, string>> = {
  events: 'count(*)',
  page_views: `count(*) FILTER (name = 'pageview')`,
  unique_visitors: 'count(DISTINCT person)',
  active_users: 'count(DISTINCT person) FILTER (active)',
};

const SESSIONS: Partial<Record<Measure, string>> = {
  sessions: 'count(*)',
  bounce_rate: '100.0 * count(*) FILTER (views = 1 AND NOT did_something) / count(*)',
  session_duration: 'sum(ended - started) / 1000.0 / count(*)',
  views_per_visit: 'sum(views) / count(*)',
};

const DAYS: Partial<Record<Measure, number>> = { dau: 1, wau: 7, mau: 30 };

/** The statement for a measure; `goalSql` says which events meet the goal of a conversion. */
export function measureSql(measure: Measure, scope: Scope, goalSql = 'false'): string {
  if (measure.startsWith('conversion')) {
    return conversionsSql(scope, goalSql, measure === 'conversion_rate');
  }
  const count = COUNTS[measure];
  if (count !== undefined) {
    return `SELECT bucket, split, ${count} AS n FROM (${eventsSql(scope)}) WHERE split IS NOT NULL GROUP BY ALL`;
  }
  const ofSessions = SESSIONS[measure];
  if (ofSessions !== undefined) {
    return sessionMeasureSql(scope, ofSessions);
  }
  return measure === 'total_users' ? totalUsersSql(scope) : rollingSql(measure, scope);
}

/** The selected events of the range: all columns of `event`, `bucket` and `split`. */
function eventsSql(scope: Scope, from = instant(scope.from)): string {
  const within = `t >= ${from} AND t < ${instant(scope.to)} AND ${onSites(scope)} AND (${selected(scope)})`;
  if (scope.sessionFilterSql === undefined && !scope.split?.ofSession) {
    return `SELECT *, ${bucketOf('t', scope)} AS bucket, ${splitSql(scope)} AS split FROM event WHERE ${within}`;
  }
  // What belongs to no session has none of a session's properties.
  const visit = visitsSql(scope, `${from} - INTERVAL 24 HOUR`);
  const ofSession = (column: string) =>
    `CASE WHEN ms <= visit.ended AND name NOT IN ('engagement', 'identify') THEN visit.${column} ELSE '' END AS ${column}`;
  return `SELECT *, ${bucketOf('t', scope)} AS bucket, ${splitSql(scope)} AS split FROM (
      SELECT event.*, ${['source', 'entry', 'exit'].map(ofSession).join(', ')}
      FROM (SELECT * EXCLUDE (source) FROM event WHERE ${within}) AS event
      ASOF LEFT JOIN (${visit}) AS visit
        ON visit.person = event.person AND visit.site = event.site AND event.ms >= visit.started
    ) WHERE ${scope.sessionFilterSql ?? 'true'}`;
}

function conversionsSql(scope: Scope, goalSql: string, asRate: boolean): string {
  const did = `SELECT bucket, split, count(DISTINCT person) FILTER (${goalSql}) AS did
    FROM (${eventsSql(scope)}) WHERE split IS NOT NULL GROUP BY ALL`;
  if (!asRate) {
    return `SELECT bucket, split, did AS n FROM (${did})`;
  }
  const everybody = `SELECT bucket, count(DISTINCT person) AS persons
    FROM (${eventsSql({ ...scope, split: undefined })}) GROUP BY bucket`;
  // A value that nobody has is a share of 0, where there is anybody at all.
  return `SELECT bucket, split, 100.0 * coalesce(did, 0) / persons AS n
    FROM (${everybody}) CROSS JOIN (${splitsSql(scope, did)}) LEFT JOIN (${did}) USING (bucket, split) WHERE persons > 0`;
}

function splitsSql({ split }: Scope, cells: string): string {
  const { keep, other } = split ?? { keep: [''] };
  return keep === undefined
    ? `SELECT DISTINCT split FROM (${cells})`
    : `SELECT unnest([${[...keep, ...(other === undefined ? [] : [other])].map(literal).join(', ')}]::TEXT[]) AS split`;
}

/**
 * The sessions from events between 30 minutes before `from` and 24 hours after the range: person, site, started, ended (ms),
 * views, did_something, source, entry, exit, whether an event of it is `selected`, and the `splits` of those that are.
 */
function visitsSql(scope: Scope, from: string): string {
  const split = scope.split && !scope.split.ofSession ? splitSql(scope) : `''`;
  return `
    WITH step AS (
      SELECT *, ms - lag(ms) OVER (PARTITION BY person, site ORDER BY ms) AS pause, (${selected(scope)}) AS is_selected, ${split} AS split
      FROM event WHERE person IS NOT NULL AND name NOT IN ('engagement', 'identify') AND ${onSites(scope)}
        AND t >= ${from} - INTERVAL 30 MINUTE AND t < ${readTo(scope)}
    ), chained AS (
      SELECT *, count(*) FILTER (pause IS NULL OR pause > 30 * 60 * 1000) OVER (PARTITION BY person, site ORDER BY ms) AS chain
      FROM step
    ), cut AS (
      SELECT *, (ms - min(ms) OVER (PARTITION BY person, site, chain)) // (24 * 60 * 60 * 1000) AS piece FROM chained
    )
    SELECT person, site, min(ms) AS started, max(ms) AS ended, count(*) FILTER (name = 'pageview') AS views,
      bool_or(active AND name <> 'pageview') AS did_something, arg_min(source, ms) AS source,
      coalesce(arg_min(path, ms) FILTER (name = 'pageview'), '') AS entry,
      coalesce(arg_max(path, ms) FILTER (name = 'pageview'), '') AS exit,
      bool_or(is_selected) AS has_selected, list_distinct(list(split) FILTER (is_selected)) AS splits
    FROM cut GROUP BY person, site, chain, piece`;
}

/** Sessions that start in the range. One counts once for each value that its selected events have. */
function sessionMeasureSql(scope: Scope, expression: string): string {
  const split = scope.split?.ofSession ? splitSql(scope) : 'unnest(splits)';
  return `SELECT bucket, split, ${expression} AS n FROM (
      SELECT *, ${bucketOf('to_timestamp(started / 1000)', scope)} AS bucket, ${split} AS split
      FROM (${visitsSql(scope, instant(scope.from))})
      WHERE has_selected AND (${scope.sessionFilterSql ?? 'true'})
        AND started >= epoch_ms(${instant(scope.from)}) AND started < epoch_ms(${instant(scope.to)})
    ) WHERE split IS NOT NULL GROUP BY ALL`;
}

/** People ever seen up to the end of each bucket. */
function totalUsersSql(scope: Scope): string {
  const ever = eventsSql(scope, `'2000-01-01'::TIMESTAMPTZ`);
  return `WITH first AS (
      SELECT person, split, min(t) AS seen FROM (${ever}) WHERE active AND person IS NOT NULL AND split IS NOT NULL GROUP BY ALL
    )
    SELECT bucket, split, count(*) AS n
    FROM (${bucketsSql(scope)}) JOIN first ON seen < ends AND seen < ${instant(scope.to)} GROUP BY ALL`;
}

/** People active in the 1, 7 or 30 calendar days that end with each bucket; stickiness is the mean of the first by the last. */
function rollingSql(measure: Measure, scope: Scope): string {
  const within = `(${instant(scope.from)} - INTERVAL 32 DAY)`;
  const shared = `day AS (
      SELECT person, split, ${localDate('t', scope)} AS day, min(t) AS begun
      FROM (${eventsSql(scope, within)}) WHERE active AND person IS NOT NULL AND split IS NOT NULL GROUP BY ALL
    ), bucket AS (
      SELECT bucket, ends, ${localDate(`greatest(starts, ${instant(scope.from)})`, scope)} AS first,
        ${localDate(`least(ends, ${instant(scope.to)}) - INTERVAL 1 MILLISECOND`, scope)} AS last
      FROM (${bucketsSql(scope)})
    )`;
  const people = (width: number) => `SELECT bucket, split, count(DISTINCT person) AS n
    FROM bucket JOIN day ON begun < ends AND day.day <= last AND day.day > last - ${width} GROUP BY ALL`;
  const width = DAYS[measure];
  if (width !== undefined) {
    return `WITH ${shared} ${people(width)}`;
  }
  // The mean runs over all days of the bucket, also those on which nobody was active.
  return `WITH ${shared}
    SELECT bucket, split, 100.0 * coalesce(daily, 0) / (last - first + 1) / mau.n AS n
    FROM (${people(30)}) AS mau
    JOIN bucket USING (bucket)
    LEFT JOIN (
      SELECT bucket, split, count(*) AS daily FROM bucket JOIN day ON begun < ends AND day.day BETWEEN first AND last GROUP BY ALL
    ) USING (bucket, split)`;
}
