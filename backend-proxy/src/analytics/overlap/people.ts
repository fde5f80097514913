import type { OverlapQuery, PeopleQuery } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { chosenSql } from '../behaviour/chosen-sql';
import { unknownPick } from '../people/unknown-pick';
import type { Question } from '../question';
import { chosenOf } from './overlap';

type Pick = Extract<PeopleQuery['of'], { kind: 'overlap' }>['pick'];

/** Who is in exactly these segments of those that were chosen. */
export async function overlapPeople(q: Question<OverlapQuery>, { in: names }: Pick): Promise<Sql> {
  const { segments } = q.query;
  const foreign = names.findIndex((name) => !segments.includes(name));
  if (foreign >= 0) {
    return unknownPick(`in.${foreign}`, `is none of ${segments.join(', ')}`);
  }
  const chosen = segments.reduce((sum, name, i) => sum + (names.includes(name) ? 2 ** i : 0), 0);
  return sql`SELECT person FROM (${chosenSql(q, await chosenOf(q))}) WHERE chosen = ${bind('UInt64', chosen)}`;
}
