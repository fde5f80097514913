import { FLOW_ENDS, type FlowsQuery, type PeopleQuery } from '@fawkes/contract';
import { bind, join, type Sql, sql } from '../../store/sql';
import { unknownPick } from '../people/unknown-pick';
import type { Question } from '../question';
import { flowsSql, planFlows } from './flows-sql';

type Pick = Extract<PeopleQuery['of'], { kind: 'flows' }>['pick'];

/** Who went from one segment to another. */
export async function flowsPeople(q: Question<FlowsQuery>, { from, to }: Pick): Promise<Sql> {
  if (from === undefined && to === undefined) {
    return unknownPick('from', 'say from, to or both');
  }
  const is = (end: Sql, name: (typeof FLOW_ENDS)[number] | undefined) =>
    name === undefined ? [] : [sql`${end} = ${bind('UInt8', FLOW_ENDS.indexOf(name))}`];
  const conditions = [...is(sql`source`, from), ...is(sql`target`, to)];
  return sql`SELECT person FROM (${flowsSql(q, planFlows(q, await q.features()))}) WHERE ${join(conditions, ' AND ')}`;
}
