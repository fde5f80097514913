import { bind, join, type Sql, sql } from '../../store/sql';
import { columnOf } from './attempt-columns';
import { momentOf, PLACE_BITS } from './marks';
import type { FunnelPlan } from './plan';

/** started, reached and value of an attempt whose marks are numbers. */
export function attemptColumns(plan: FunnelPlan): Sql {
  const time = (mark: Sql) => sql`bitShiftRight(${mark}, ${bind('UInt8', PLACE_BITS)})`;
  const marks = plan.places.map((_, place) => reachedMark(plan, place));
  const reached = marks.map(({ mark, isReached }) => sql`if(${isReached}, ${time(mark)}, -1)`);
  return sql`${time(sql`m0`)} AS started, [${join(reached, ', ')}] AS reached, ${valueSql(plan, marks)} AS value`;
}

interface ReachedMark {
  mark: Sql;
  isReached: Sql;
}

function reachedMark(plan: FunnelPlan, place: number): ReachedMark {
  if (!plan.places[place]?.optional) {
    const mark = columnOf(plan, { place });
    return { mark, isReached: place === 0 ? sql`true` : sql`${mark} < bound` };
  }
  const order = plan.places.slice(0, place).filter(({ optional }) => optional).length;
  const mark = columnOf(plan, { between: plan.exclusions.length + order });
  const next = columnOf(plan, { place: place + 1 });
  return { mark, isReached: sql`${mark} < least(bound, ${plan.tangled ? momentOf(next) : next})` };
}

/** The breakdown's value at the event that the breakdown names; '' where the attempt does not come to it. */
function valueSql({ breakdown, ...plan }: FunnelPlan, marks: ReachedMark[]): Sql {
  if (!breakdown) {
    return sql`''`;
  }
  const position = (mark: Sql) => sql`dims[bitAnd(${mark}, ${bind('Int64', 2 ** PLACE_BITS - 1)})]`;
  const at = (place: number) => marks[place] as ReachedMark;
  if (breakdown.at === 'first') {
    return position(sql`m0`);
  }
  if (breakdown.at === 'last') {
    const made = marks.flatMap(({ mark, isReached }, place) =>
      plan.places[place]?.optional ? [] : [sql`if(${isReached}, ${mark}, 0)`]
    );
    return position(sql`arrayMax([${join(made, ', ')}])`);
  }
  const { mark, isReached } = at(breakdown.at - (plan.entry ? 0 : 1));
  return sql`if(${isReached}, ${position(mark)}, '')`;
}
