import type { Matcher } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { filterSql, splitFilter } from '../sql/filter';
import { isSessionProperty, propertyText } from '../sql/property';
import { eventScope, TIME_MS } from '../sql/scope';
import { dimensionColumn, goalMask } from './event-columns';
import { type Dimension, dimensionSql, keptSql, type MeasureQuestion } from './grouping';
import { sessionsSql } from './sessions-sql';

const DAY_MS = 86_400_000;

/**
 * The events of [from, to) that the filter selects, one row each:
 * t (ms), person, person_stable, page_view, active, dim (the dimension's value), goals (a bit for each goal it meets).
 * A filter or dimension on the session is answered from the sessions, so that its value is the whole session's.
 */
export function eventRows(
  q: MeasureQuestion,
  from: number,
  to: number,
  dimension?: Dimension,
  goals: Matcher[] = []
): Sql {
  const split = splitFilter(q.query.filter);
  if (split.session === undefined && !(dimension && isSessionProperty(dimension.property))) {
    return sql`SELECT * FROM (
      SELECT ${TIME_MS} AS t, person, person_stable, name = 'pageview' AS page_view, interactive AS active,
        ${dimensionColumn(dimension)} AS dim, ${goalMask(goals)} AS goals
      FROM events WHERE ${eventScope({ workspace: q.workspace, site: q.query.site }, from, to)}
        AND ${split.event ? filterSql(split.event) : sql`true`}
    ) WHERE ${keptSql(dimension)}`;
  }
  const bySession = dimension && isSessionProperty(dimension.property);
  const dim = bySession ? dimensionSql(dimension, propertyText(dimension.property)) : sql`event.7`;
  return sql`SELECT event.1 AS t, person, person_stable, event.2 AS page_view, event.3 AS active, ${dim} AS dim, event.8 AS goals
    FROM (SELECT *, arrayJoin(session) AS event FROM (${sessionsSql(q, { from: from - DAY_MS, to }, dimension, goals)}))
    WHERE t >= ${bind('Int64', from)} AND t < ${bind('Int64', to)} AND event.6
      AND ${split.session ? filterSql(split.session) : sql`true`} AND ${keptSql(dimension)}`;
}
