import type { Matcher, TopQuery, TrendsQuery } from '@fawkes/contract';
import { bind, join, type Sql, sql } from '../../store/sql';
import type { Question } from '../question';
import { filterSql, splitFilter } from '../sql/filter';
import { matcherSql } from '../sql/matcher';
import { isSessionProperty, propertyText } from '../sql/property';
import { eventScope, TIME_MS } from '../sql/scope';
import { type Dimension, dimensionSql, keptSql } from './grouping';
import { sessionsSql } from './sessions-sql';

export type MeasureQuestion = Question<TrendsQuery | TopQuery>;

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
    WHERE t >= ${bind('Int64', from)} AND t < ${bind('Int64', to)} AND event.4
      AND ${split.session ? filterSql(split.session) : sql`true`} AND ${keptSql(dimension)}`;
}

const DAY_MS = 86_400_000;

/** The dimension's value on one event; constant where there is none. */
export function dimensionColumn(dimension: Dimension | undefined): Sql {
  return dimension && !isSessionProperty(dimension.property)
    ? dimensionSql(dimension, propertyText(dimension.property))
    : sql`''`;
}

/** A number whose bit i says that the event meets goal i. */
export function goalMask(goals: Matcher[]): Sql {
  if (goals.length === 0) {
    return sql`toUInt64(0)`;
  }
  const bits = goals.map((goal, i) => sql`if(${matcherSql(goal)}, ${bind('UInt64', 2 ** i)}, 0)`);
  return sql`arraySum([${join(bits, ', ')}])`;
}
