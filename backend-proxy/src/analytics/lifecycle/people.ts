import type { LifecycleQuery, PeopleQuery } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { pickedBucket } from '../people/unknown-pick';
import type { Question } from '../question';
import { cutOf } from './lifecycle';
import { cellsSql, STATES } from './states-sql';

type Pick = Extract<PeopleQuery['of'], { kind: 'lifecycle' }>['pick'];

/** Who is what the pick says in its interval. */
export function lifecyclePeople(q: Question<LifecycleQuery>, { time, state }: Pick): Sql {
  const cut = cutOf(q);
  const place = pickedBucket(cut.plan.buckets.slice(1), time) + 1;
  return sql`SELECT person FROM (${cellsSql(q, cut)})
    WHERE cell.1 = ${bind('Int64', place)} AND cell.2 = ${bind('UInt8', STATES.indexOf(state))}`;
}
