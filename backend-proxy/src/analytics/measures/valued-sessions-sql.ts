import { type Sql, sql } from '../../store/sql';
import { filterSql, splitFilter } from '../sql/filter';
import type { SessionProperty } from '../sql/property';
import { eventScope, scopeOf, TIME_MS } from '../sql/scope';
import type { MeasureQuestion } from './grouping';
import { BREAKS, GAP_MS, IN_SESSIONS, PATH_ORDER, PERSON_ON_SITE, readTo, SOURCE_ORDER } from './sessions-sql';

/** What a property of the session is read from, and where in it. */
const READ: Record<SessionProperty, { text: Sql; hash: Sql; event: Sql }> = {
  'session.source': {
    text: sql`toString(source)`,
    hash: sql`bitShiftRight(cityHash64(source), 1)`,
    event: sql`session[1]`,
  },
  'session.entry_page': { text: sql`path`, hash: PATH_ORDER, event: sql`pages[1]` },
  'session.exit_page': { text: sql`path`, hash: PATH_ORDER, event: sql`pages[-1]` },
};

/**
 * The sessions that touch [from, to) with one property of theirs: person, started, ended (ms), views, bounced, selected (whether the
 * filter selects one of their events) and value. Each event is one number of 128 bits, which the engine collects and sorts several
 * times faster than texts: from the top 42 bits of time (to the year 2109), whether it is a page view and whether active, 20 bits
 * of the order of sources, 63 of the value's hash, and whether the filter selects it. The texts are looked up for what is left.
 */
export function valuedSessionsSql(
  q: MeasureQuestion,
  { from, to }: { from: number; to: number },
  property: SessionProperty
): Sql {
  const filter = splitFilter(q.query.filter).event;
  const people = scopeOf(q, to);
  const scope = eventScope(people, Math.max(0, from - GAP_MS), readTo(q, to));
  const { text, hash, event } = READ[property];
  const moment = sql`bitOr(bitShiftLeft(toUInt64(${TIME_MS}), 2), (name = 'pageview') * 2 + interactive)`;
  const rest = sql`bitOr(bitShiftLeft(toUInt128(${hash}), 1), toUInt8(${filter ? filterSql(filter, people) : sql`true`}))`;
  const packed = sql`bitOr(bitShiftLeft(toUInt128(bitOr(bitShiftLeft(toUInt128(${moment}), 20), ${SOURCE_ORDER})), 64), ${rest})`;
  return sql`SELECT person, started, ended, views, bounced, selected, texts.text AS value
    FROM (
      SELECT person, arrayMap(e -> toInt64(bitShiftRight(e, 84)), session) AS moments,
        arrayFilter((e, m) -> bitTest(m, 1), session, moments) AS pages, length(pages) AS views,
        views = 1 AND NOT arrayExists(m -> bitTest(m, 0) AND NOT bitTest(m, 1), moments) AS bounced,
        bitShiftRight(moments[1], 2) AS started, bitShiftRight(moments[-1], 2) AS ended,
        arrayExists(e -> bitTest(toUInt64(e), 0), session) AS selected,
        bitShiftRight(toUInt64(${event}), 1) AS hash
      FROM (
        SELECT person, arrayJoin(arraySplit((e, b) -> b, events, breaks)) AS session
        FROM (
          SELECT person, arraySort(groupArray(${packed})) AS events,
            arrayMap(e -> toInt64(bitShiftRight(e, 86)), events) AS times, ${BREAKS}
          FROM events WHERE ${scope} AND ${IN_SESSIONS}
          GROUP BY ${PERSON_ON_SITE}
        )
      )
    ) AS sessions LEFT JOIN (
      SELECT ${hash} AS hash, any(${text}) AS text FROM events WHERE ${scope} AND ${IN_SESSIONS} GROUP BY hash
    ) AS texts ON sessions.hash = texts.hash`;
}
