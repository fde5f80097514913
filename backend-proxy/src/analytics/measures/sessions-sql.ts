import type { Matcher } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { filterSql, splitFilter } from '../sql/filter';
import { eventScope, scopeOf, TIME_MS } from '../sql/scope';
import { dimensionColumn, goalMask } from './event-columns';
import type { Dimension, MeasureQuestion } from './grouping';

/** A gap over this ends a session; a gap of exactly this continues it. */
export const GAP_MS = 30 * 60_000;
/** A session is cut at this length. */
const LONGEST_MS = 86_400_000;

/** Which events make sessions: somebody's page views and custom events. */
export const IN_SESSIONS = sql`(person != 0 AND name NOT IN ('engagement', 'identify'))`;

/** A person's sessions on each site: a site as a number is grouped by in half the time that its name takes. */
export const PERSON_ON_SITE = sql`person, cityHash64(site)`;

/**
 * What decides which of several events of one moment and sort is first: a part of its source's hash, then its page's. They stand
 * for the texts wherever these would cost too much, so that a session begins with the same event by every way.
 */
export const SOURCE_ORDER = sql`bitAnd(cityHash64(source), 1048575)`;
export const PATH_ORDER = sql`bitShiftRight(cityHash64(path), 1)`;

/** Of a person's `times` in order, whether a session begins at each. */
export const BREAKS = sql`arrayDifference(times) AS gaps,
  arrayFill(x -> x > 0, arrayMap((t, g, i) -> if(i = 1 OR g > ${bind('Int64', GAP_MS)}, t, 0), times, gaps, arrayEnumerate(times))) AS heads,
  arrayDifference(arrayMap((t, h) -> intDiv(t - h, ${bind('Int64', LONGEST_MS)}), times, heads)) AS days,
  arrayMap((g, d) -> g > ${bind('Int64', GAP_MS)} OR d != 0, gaps, days) AS breaks`;

/**
 * The sessions that touch [from, to), one row each:
 * person, person_stable, session (its events in order, as tuples: 1 time, 2 page view, 3 interactive, 4 source, 5 path (both
 * behind their place in the order),
 * 6 selected by the filter, 7 dimension, 8 goals, 9 `extra` where it is asked), session_source, entry_page, exit_page, started,
 * ended (ms), views, bounced.
 * Events from 30 minutes before to 24 hours after are read, so that a session is whole wherever the range cuts it.
 * Sorting makes the result the same in whatever order the events arrived, and what is asked about them stands last in the
 * tuple: among events of one moment it must not decide which is first.
 */
export function sessionsSql(
  q: MeasureQuestion,
  { from, to }: { from: number; to: number },
  dimension?: Dimension,
  goals: Matcher[] = [],
  extra?: Sql
): Sql {
  const filter = splitFilter(q.query.filter).event;
  const people = scopeOf(q, to);
  const scope = eventScope(people, Math.max(0, from - GAP_MS), readTo(q, to));
  const also = extra ? sql`, extra` : sql``;
  return sql`SELECT person, person_stable, session,
      arrayFilter(e -> e.2, session) AS pages, length(pages) AS views,
      pages[1].5.2 AS entry_page, pages[-1].5.2 AS exit_page, session[1].4.2 AS session_source,
      session[1].1 AS started, session[-1].1 AS ended,
      views = 1 AND NOT arrayExists(e -> e.3 AND NOT e.2, session) AS bounced
    FROM (
      SELECT person, person_stable, arrayJoin(arraySplit((e, b) -> b, events, breaks)) AS session
      FROM (
        SELECT person, any(person_stable) AS person_stable,
          arraySort(groupArray((t, page_view, active, placed_source, placed_path, selected, dim, goals${also}))) AS events,
          events.1 AS times, ${BREAKS}
        FROM (
          SELECT person, person_stable, site, ${TIME_MS} AS t, name = 'pageview' AS page_view, interactive AS active,
            ${filter ? filterSql(filter, people) : sql`true`} AS selected,
            (${SOURCE_ORDER}, toString(source)) AS placed_source, (${PATH_ORDER}, path) AS placed_path,
            ${dimensionColumn(dimension, people)} AS dim, ${goalMask(goals, people)} AS goals
            ${extra ? sql`, ${extra} AS extra` : sql``}
          FROM events WHERE ${scope} AND ${IN_SESSIONS}
        )
        GROUP BY ${PERSON_ON_SITE}
      )
    )`;
}

/**
 * The same sessions where nothing is asked of them but person, started, ended, views, bounced and whether the filter `selected` one of
 * their events. Each event is one number then, its time and three bits, which takes a quarter of the time and the memory.
 */
export function plainSessionsSql(q: MeasureQuestion, { from, to }: { from: number; to: number }): Sql {
  const filter = splitFilter(q.query.filter).event;
  const people = scopeOf(q, to);
  const scope = eventScope(people, Math.max(0, from - GAP_MS), readTo(q, to));
  return sql`SELECT person, bitShiftRight(session[1], 3) AS started, bitShiftRight(session[-1], 3) AS ended,
      arrayCount(e -> bitTest(e, 2), session) AS views,
      views = 1 AND NOT arrayExists(e -> bitTest(e, 1) AND NOT bitTest(e, 2), session) AS bounced,
      arrayExists(e -> bitTest(e, 0), session) AS selected
    FROM (
      SELECT person, arrayJoin(arraySplit((e, b) -> b, events, breaks)) AS session
      FROM (
        SELECT person, arraySort(groupArray(bitShiftLeft(${TIME_MS}, 3) + (name = 'pageview') * 4 + interactive * 2
            + ${filter ? filterSql(filter, people) : sql`true`})) AS events,
          arrayMap(e -> bitShiftRight(e, 3), events) AS times, ${BREAKS}
        FROM events WHERE ${scope} AND ${IN_SESSIONS}
        GROUP BY ${PERSON_ON_SITE}
      )
    )`;
}

/**
 * The same sessions where only their steps are asked: person, started, steps (the active events that the filter selects, in order,
 * as tuples of time, `label` and goals).
 */
export function steppedSessionsSql(
  q: MeasureQuestion,
  { from, to }: { from: number; to: number },
  label: Sql,
  goals: Matcher[]
): Sql {
  const filter = splitFilter(q.query.filter).event;
  const people = scopeOf(q, to);
  const scope = eventScope(people, Math.max(0, from - GAP_MS), readTo(q, to));
  return sql`SELECT person, bitShiftRight(session[1].1, 1) AS started,
      arrayMap(e -> (bitShiftRight(e.1, 1), e.2, e.3), arrayFilter(e -> bitTest(e.1, 0), session)) AS steps
    FROM (
      SELECT person, arrayJoin(arraySplit((e, b) -> b, events, breaks)) AS session
      FROM (
        SELECT person, arraySort(groupArray((packed, label, goals))) AS events,
          arrayMap(e -> bitShiftRight(e.1, 1), events) AS times, ${BREAKS}
        FROM (
          SELECT person, site, ${label} AS label, ${goalMask(goals, people)} AS goals,
            bitShiftLeft(${TIME_MS}, 1) + (interactive AND ${filter ? filterSql(filter, people) : sql`true`}) AS packed
          FROM events WHERE ${scope} AND ${IN_SESSIONS}
        )
        GROUP BY ${PERSON_ON_SITE}
      )
    )`;
}

export function readTo(q: MeasureQuestion, to: number): number {
  return Math.min(to + LONGEST_MS, Math.max(to, q.range.asOf));
}
