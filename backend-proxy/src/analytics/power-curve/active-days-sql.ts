import type { PowerCurveQuery } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { dayBit } from '../behaviour/day-bits';
import { eventRows } from '../measures/event-rows';
import type { Question } from '../question';
import { offsetSegments } from '../time/offsets';
import { zoned } from '../time/range';

/** The start of the first of the calendar days that end with the range. */
export function firstDay(q: Question<PowerCurveQuery>): number {
  const last = zoned(q.range.to - 1, q.timezone).startOfDay();
  return Math.max(0, last.subtract({ days: q.query.days - 1 }).epochMilliseconds);
}

/** Each person known across days and the number of days since `from` on which they were active: person, active_days. */
export function activeDaysSql(q: Question<PowerCurveQuery>, from: number): Sql {
  const offsets = offsetSegments(q.timezone, from, q.range.to);
  return sql`SELECT person, bitCount(groupBitOr(${dayBit(sql`t`, from, offsets)})) AS active_days
    FROM (${eventRows(q, from, q.range.to)})
    WHERE person != 0 AND person_stable AND active AND t >= ${bind('Int64', from)} GROUP BY person`;
}
