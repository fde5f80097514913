import type { Measure } from '@fawkes/contract';
import { bind, join, numbered, type Sql, sql } from '../../store/sql';
import { filterSql, splitFilter } from '../sql/filter';
import { isSessionProperty, propertyText } from '../sql/property';
import { scopeOf } from '../sql/scope';
import {
  type Asked,
  cellColumns,
  cellGroups,
  dimensionSql,
  type Grouping,
  keptSql,
  type MeasureQuestion,
} from './grouping';
import { plainSessionsSql, sessionsSql } from './sessions-sql';
import { valuedSessionsSql } from './valued-sessions-sql';

export type SessionMeasure = Extract<
  Measure,
  'sessions' | 'bounces' | 'bounce_rate' | 'session_duration' | 'views_per_visit'
>;

const EXPRESSIONS: Record<SessionMeasure, Sql> = {
  sessions: sql`count()`,
  bounces: sql`countIf(bounced)`,
  bounce_rate: sql`100 * countIf(bounced) / count()`,
  session_duration: sql`sum(ended - started) / count() / 1000`,
  views_per_visit: sql`sum(views) / count()`,
};

export function isSessionMeasure(measure: Measure): measure is SessionMeasure {
  return measure in EXPRESSIONS;
}

/** Cells of measures of the sessions that start in the range. A filter on events selects the sessions that contain a match. */
export function sessionMeasures(q: MeasureQuestion, grouping: Grouping, asked: Asked): Sql {
  const { from, to } = grouping.range;
  const columns = asked.measures.map(
    ({ measure }, i) => sql`${EXPRESSIONS[measure as SessionMeasure]} AS ${numbered('m', i)}`
  );
  return sql`
    SELECT ${cellColumns(grouping, sql`started`)}, ${join(columns, ', ')}
    FROM (${sessionRows(q, grouping)})
    WHERE started >= ${bind('Int64', from)} AND started < ${bind('Int64', to)}
      AND ${keptSql(grouping.dimension)} ${cellGroups(grouping)}`;
}

/** The sessions that the filter selects: person, started, ended, views, bounced, dim where there is a dimension. */
export function sessionRows(q: MeasureQuestion, grouping: Pick<Grouping, 'range' | 'dimension'>): Sql {
  const session = splitFilter(q.query.filter).session;
  if (session === undefined && grouping.dimension === undefined) {
    return sql`SELECT person, started, ended, views, bounced FROM (${plainSessionsSql(q, grouping.range)}) WHERE selected`;
  }
  if (session === undefined && grouping.dimension && isSessionProperty(grouping.dimension.property)) {
    return sql`SELECT person, started, ended, views, bounced, ${dimensionSql(grouping.dimension, sql`value`)} AS dim
      FROM (${valuedSessionsSql(q, grouping.range, grouping.dimension.property)}) WHERE selected`;
  }
  return sql`SELECT person, started, ended, views, bounced, ${sessionDimension(q, grouping)} AS dim
    FROM (${sessionsSql(q, grouping.range, grouping.dimension)})
    WHERE arrayExists(e -> e.6, session)
      AND ${session ? filterSql(session, scopeOf(q, grouping.range.to)) : sql`true`}`;
}

/** A session has one value of its own properties, and counts once for each value that its selected events have. */
function sessionDimension(q: MeasureQuestion, { dimension, range }: Pick<Grouping, 'range' | 'dimension'>): Sql {
  if (dimension === undefined) {
    return sql`''`;
  }
  return isSessionProperty(dimension.property)
    ? dimensionSql(dimension, propertyText(dimension.property, scopeOf(q, range.to)))
    : sql`arrayJoin(arrayDistinct(arrayMap(e -> e.7, arrayFilter(e -> e.6, session))))`;
}
