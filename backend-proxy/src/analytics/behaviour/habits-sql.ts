import type { Feature } from '@fawkes/contract';
import { bind, join, type Sql, sql } from '../../store/sql';
import { eventRows } from '../measures/event-rows';
import type { MeasureQuestion } from '../measures/grouping';
import { sessionRows } from '../measures/session-measures';
import { firstEvents } from '../measures/total-users';
import { dayBit } from './day-bits';
import { featureParts } from './feature-parts';
import type { Moment } from './moment';

/**
 * How the people active within the active days behaved, one row for each who is known across days:
 * person, first and last (ms, of the first and last active event), active_days (of the calendar's recent ones),
 * recent_features and features (distinct ones used in the recent days, in the active days),
 * sessions, recent_sessions and late_sessions (that start within the active days, the recent ones, those of the rule At Risk), and
 * earlier_sessions (from first seen to the days of that rule).
 */
export function habitsSql(q: MeasureQuestion, moment: Moment, features: Feature[]): Sql {
  const range = { from: moment.activeFrom, to: moment.end, asOf: q.range.asOf };
  return sql`SELECT activity.person AS person, firsts.first AS first, last, active_days, recent_features, features,
      sessions, recent_sessions, late_sessions,
      toInt64(arrayCount(started -> started >= firsts.first, visits.early)) AS earlier_sessions
    FROM (${activitySql(q, moment, features)}) AS activity
    LEFT JOIN (${visitsSql(q, moment)}) AS visits ON activity.person = visits.person
    LEFT JOIN (${firstEvents(q, { range })}) AS firsts ON activity.person = firsts.person`;
}

function activitySql(q: MeasureQuestion, moment: Moment, features: Feature[]): Sql {
  const parts = featureParts(features).map((part) => activityOf(q, moment, part));
  return parts.length === 1
    ? (parts[0] as Sql)
    : sql`SELECT person, max(last) AS last, max(active_days) AS active_days,
        sum(recent_features) AS recent_features, sum(features) AS features
      FROM (${join(parts, ' UNION ALL ')}) GROUP BY person`;
}

function activityOf(
  q: MeasureQuestion,
  { activeFrom, end, recentFrom, daysFrom, offsets }: Moment,
  features: Feature[]
): Sql {
  const goals = features.map(({ match }) => match);
  return sql`SELECT person, max(t) AS last,
      bitCount(groupBitOrIf(${dayBit(sql`t`, daysFrom, offsets)}, t >= ${bind('Int64', daysFrom)})) AS active_days,
      bitCount(groupBitOrIf(goals, t >= ${bind('Int64', recentFrom)})) AS recent_features,
      bitCount(groupBitOr(goals)) AS features
    FROM (${eventRows(q, activeFrom, end, undefined, goals)})
    WHERE person != 0 AND person_stable AND active GROUP BY person`;
}

function visitsSql(q: MeasureQuestion, { activeFrom, end, riskFrom, recentFrom }: Moment): Sql {
  const risk = bind('Int64', riskFrom);
  return sql`SELECT person, count() AS sessions, countIf(started >= ${bind('Int64', recentFrom)}) AS recent_sessions,
      countIf(started >= ${risk}) AS late_sessions, groupArrayIf(started, started < ${risk}) AS early
    FROM (${sessionRows(q, { range: { from: activeFrom, to: end, asOf: q.range.asOf } })})
    WHERE started >= ${bind('Int64', activeFrom)} AND started < ${bind('Int64', end)} GROUP BY person`;
}
