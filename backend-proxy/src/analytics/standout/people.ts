import type { PeopleQuery, StandoutQuery } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { chosenSql } from '../behaviour/chosen-sql';
import { unknownPick } from '../people/unknown-pick';
import type { Question } from '../question';
import { segmentOf } from './standout';
import { whoHasSql } from './values-sql';

type Pick = Extract<PeopleQuery['of'], { kind: 'standout' }>['pick'];

/** Who of the segment, or of everyone else, has a value. */
export async function standoutPeople(q: Question<StandoutQuery>, { property, value, others }: Pick): Promise<Sql> {
  if ((property === undefined) !== (value === undefined)) {
    return unknownPick(property === undefined ? 'property' : 'value', 'a value is one of a property');
  }
  const chosen = await segmentOf(q);
  const people = sql`SELECT person FROM (${chosenSql(q, chosen)}) WHERE chosen = ${bind('UInt8', others ? 0 : 1)}`;
  return property === undefined || value === undefined
    ? people
    : sql`SELECT person FROM (${whoHasSql(q, property, chosen)})
        WHERE value = ${bind('String', value)} AND person IN (${people})`;
}
