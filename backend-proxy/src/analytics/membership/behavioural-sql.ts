import { type Behaviour, BEHAVIOURS, type Feature } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { habitsSql } from '../behaviour/habits-sql';
import { momentAt } from '../behaviour/moment';
import { segmentSql } from '../behaviour/segment-sql';
import type { MeasureQuestion } from '../measures/grouping';

/** Who is in a behavioural segment at a moment, by the rules of the workspace: person. */
export function behaviouralSql(
  q: MeasureQuestion,
  behaviour: Behaviour,
  until: number,
  features: readonly Feature[]
): Sql {
  const { rules } = q;
  const moment = momentAt(until, rules, q.timezone);
  return sql`SELECT person FROM (${habitsSql(q, moment, [...features])})
    WHERE ${segmentSql(moment, rules)} = ${bind('UInt8', BEHAVIOURS.indexOf(behaviour))}`;
}
