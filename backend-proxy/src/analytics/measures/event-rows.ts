import type { Filter, Matcher } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { filterSql, splitFilter } from '../sql/filter';
import { isSessionProperty, type PeopleScope, propertyText } from '../sql/property';
import { eventScope, scopeOf, TIME_MS } from '../sql/scope';
import { dimensionColumn, type EventColumns, goalMask } from './event-columns';
import { type Dimension, dimensionSql, keptSql, type MeasureQuestion } from './grouping';
import { IN_SESSIONS, sessionsSql } from './sessions-sql';

const DAY_MS = 86_400_000;

/**
 * The events of [from, to) that the filter selects, one row each:
 * t (ms), person, person_stable, page_view, active, dim (the dimension's value), goals (a bit for each goal it meets).
 * A filter or dimension on the session is answered from the sessions, so that its value is the whole session's; what belongs
 * to no session (nobody's events, pings) has none of its properties, but is still counted.
 */
export function eventRows(
  q: MeasureQuestion,
  from: number,
  to: number,
  dimension?: Dimension,
  goals: Matcher[] = []
): Sql {
  return eventRowsWith(q, { from, to }, { dimension, goals });
}

/** The same rows with `extra`, where one more thing is asked of each event. */
export function eventRowsWith(
  q: MeasureQuestion,
  { from, to }: { from: number; to: number },
  { dimension, goals = [], extra, only }: EventColumns
): Sql {
  const { event, session } = splitFilter(q.query.filter);
  // Traits are those at the end of the range, also where events after it are read.
  const scope = scopeOf(q, Math.min(to, q.range.to));
  const also = (column: Sql) => (extra ? sql`, ${column}` : sql``);
  const holds = (filter: Filter | undefined) => holdsSql(filter, scope);
  const bySession = dimension !== undefined && isSessionProperty(dimension.property);
  const dim = bySession ? dimensionSql(dimension, propertyText(dimension.property, scope)) : sql`event_dim`;
  const select = sql`SELECT t, person, person_stable, page_view, active, ${dim} AS dim, goals${also(sql`extra`)}`;
  const plain = sql`SELECT ${TIME_MS} AS t, person, person_stable, name = 'pageview' AS page_view, interactive AS active,
      ${dimensionColumn(dimension, scope)} AS event_dim, ${goalMask(goals, scope)} AS goals
      ${extra ? sql`, ${extra} AS extra` : sql``}
    FROM events WHERE ${eventScope(scope, from, to)} AND ${only ?? sql`true`}
      AND ${holds(event)}`;
  if (session === undefined && !bySession) {
    return sql`${select} FROM (${plain}) WHERE ${keptSql(dimension)}`;
  }
  return sql`${select} FROM (
      SELECT session_source, entry_page, exit_page, person, person_stable, arrayJoin(session) AS event,
        event.1 AS t, event.2 AS page_view, event.3 AS active, event.6 AS selected, event.7 AS event_dim, event.8 AS goals
        ${also(sql`event.9 AS extra`)}
      FROM (${sessionsSql(q, { from: from - DAY_MS, to }, dimension, goals, extra)})
    ) WHERE t >= ${bind('Int64', from)} AND t < ${bind('Int64', to)} AND selected
      AND ${holds(session)} AND ${keptSql(dimension)}
    UNION ALL ${select} FROM (
      SELECT *, '' AS session_source, '' AS entry_page, '' AS exit_page FROM (${plain} AND NOT ${IN_SESSIONS})
    ) WHERE ${holds(session)} AND ${keptSql(dimension)}`;
}

function holdsSql(filter: Filter | undefined, people: PeopleScope): Sql {
  return filter ? filterSql(filter, people) : sql`true`;
}
