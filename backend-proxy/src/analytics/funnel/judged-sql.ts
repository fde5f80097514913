import { join, type Sql, sql } from '../../store/sql';
import { columnOf, overAttempts } from './attempt-columns';
import { after, momentOf, NEVER } from './marks';
import { type FunnelPlan, requiredPlaces } from './plan';

/** The end of the window of an attempt, as the mark before all that comes later. */
const windowEnd = (plan: FunnelPlan): Sql => after(momentOf(sql`m0`), plan.windowMs);

/** Whether something excluded happens: bounds are exclusive, and where `to` is not reached in time, the window ends it. */
function excludedSql(plan: FunnelPlan, i: number): Sql {
  const { to } = plan.exclusions[i]!;
  return sql`(${columnOf(plan, { between: i })} < least(${windowEnd(plan)}, ${momentOf(columnOf(plan, { place: to }))}))`;
}

function exclusionsOf(plan: FunnelPlan, wanted: 'remove' | 'truncate'): number[] {
  return plan.exclusions.flatMap(({ effect }, i) => (effect === wanted ? [i] : []));
}

/** Whether an attempt of the stream has something that removes the person. */
export function removedSql(plan: FunnelPlan): Sql {
  const removing = exclusionsOf(plan, 'remove').map((i) => excludedSql(plan, i));
  return removing.length === 0 ? sql`false` : overAttempts(plan, 'exists', sql`(${join(removing, ' OR ')})`);
}

/** The mark before which an attempt must come to a place: the end of its window, or of the moment of what truncates it. */
export function boundSql(plan: FunnelPlan): Sql {
  const cuts = exclusionsOf(plan, 'truncate').map(
    (i) => sql`if(${excludedSql(plan, i)}, ${after(momentOf(columnOf(plan, { between: i })), 0)}, ${NEVER})`
  );
  return sql`toInt64(${least([windowEnd(plan), ...cuts])})`;
}

/** Of each attempt how many of the required places it comes to: `depth`; for those that may not overlap, where it `ends`. */
export function judgedColumns(plan: FunnelPlan): Sql[] {
  const [, ...later] = requiredPlaces(plan).map((place) => columnOf(plan, { place }));
  const bound = boundSql(plan);
  const depth = join([sql`1`, ...later.map((mark) => sql`(${mark} < ${bound})`)], ' + ');
  return [
    sql`${overAttempts(plan, 'map', sql`toUInt8(${depth})`)} AS depth`,
    ...(plan.counting === 'total' ? [sql`${overAttempts(plan, 'map', endSql(plan, later, bound))} AS ends`] : []),
  ];
}

/** The first mark at which the next attempt may start: after the conversion, after what ended it, or after the window. */
function endSql(plan: FunnelPlan, later: Sql[], bound: Sql): Sql {
  const last = later.at(-1) ?? sql`m0`;
  const converted = after(momentOf(last), 0);
  if (plan.order !== 'strict') {
    return sql`toInt64(if(${last} < ${bound}, ${converted}, ${bound}))`;
  }
  // A strict attempt ends at the event that breaks it, which may start the next one.
  const made = later.map((mark) => sql`if(${mark} < ${bound}, ${mark}, 0)`);
  return sql`toInt64(multiIf(${last} < ${bound}, ${converted}, ${bound} < ${windowEnd(plan)}, ${bound},
    arrayMax([${join([sql`m0`, ...made], ', ')}]) + 1))`;
}

const least = (list: Sql[]): Sql => (list.length === 1 ? (list[0] as Sql) : sql`arrayMin([${join(list, ', ')}])`);
