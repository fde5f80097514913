import type { PeopleQuery, PowerCurveQuery } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import type { Question } from '../question';
import { activeDaysSql, firstDay } from './active-days-sql';

type Pick = Extract<PeopleQuery['of'], { kind: 'power-curve' }>['pick'];

/** Who was active on exactly so many days. */
export function powerCurvePeople(q: Question<PowerCurveQuery>, { days }: Pick): Sql {
  return sql`SELECT person FROM (${activeDaysSql(q, firstDay(q))}) WHERE active_days = ${bind('UInt8', days)}`;
}
