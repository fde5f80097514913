import type { PeopleQuery, RfmQuery } from '@fawkes/contract';
import { bind, join, type Sql, sql } from '../../store/sql';
import { momentAt } from '../behaviour/moment';
import { rulesOf } from '../behaviour/rules';
import { unknownPick } from '../people/unknown-pick';
import type { Question } from '../question';
import { cellsOf } from './groups';
import { fifthsSql } from './rfm-sql';

type Pick = Extract<PeopleQuery['of'], { kind: 'rfm' }>['pick'];

/** Who is in a group, or in a fifth. */
export async function rfmPeople(q: Question<RfmQuery>, { group, ...fifths }: Pick): Promise<Sql> {
  const is = (column: Sql, fifth: number | undefined) =>
    fifth === undefined ? [] : [sql`${column} = ${bind('UInt8', fifth)}`];
  const cells = group === undefined ? [] : cellsOf(group);
  const conditions = [
    ...is(sql`recency`, fifths.recency),
    ...is(sql`frequency`, fifths.frequency),
    ...is(sql`breadth`, fifths.breadth),
    ...(group === undefined ? [] : [sql`has(${bind('Array(Int64)', cells)}, 10 * recency + frequency)`]),
  ];
  if (conditions.length === 0) {
    return unknownPick('group', 'say a group or a fifth');
  }
  const moment = momentAt(q.range.to, rulesOf(q), q.timezone);
  return sql`SELECT person FROM (${fifthsSql(q, moment, await q.features())}) WHERE ${join(conditions, ' AND ')}`;
}
