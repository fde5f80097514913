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

/** Of each attempt the `bound` before which it must come to a place, and how many it does: `depth`; for those that may not overlap, where it `ends`. */
export function judgedColumns(plan: FunnelPlan): Sql[] {
  const cuts = exclusionsOf(plan, 'truncate').map(
    (i) => sql`if(${excludedSql(plan, i)}, ${after(momentOf(columnOf(plan, { between: i })), 0)}, ${NEVER})`
  );
  const limits = overAttempts(plan, 'map', sql`toInt64(${least([windowEnd(plan), ...cuts])})`);
  const [, ...later] = requiredPlaces(plan).map((place) => columnOf(plan, { place }));
  const depth = join([sql`1`, ...later.map((mark) => sql`(${mark} < bound)`)], ' + ');
  const depths = overAttempts(plan, 'map', sql`toUInt8(${depth})`, [sql`bound`]);
  const ends = overAttempts(plan, 'map', endSql(plan, later), [sql`bound`]);
  return [
    sql`${limits} AS bound`,
    sql`${depths} AS depth`,
    ...(plan.counting === 'total' ? [sql`${ends} AS ends`] : []),
  ];
}

/** The first mark at which the next attempt may start: after the conversion, after what ended it, or after the window. */
function endSql(plan: FunnelPlan, later: Sql[]): Sql {
  const last = later.at(-1) ?? sql`m0`;
  const converted = after(momentOf(last), 0);
  if (plan.order !== 'strict') {
    return sql`toInt64(if(${last} < bound, ${converted}, bound))`;
  }
  // A strict attempt ends at the event that breaks it, which may start the next one.
  const made = later.map((mark) => sql`if(${mark} < bound, ${mark}, 0)`);
  return sql`toInt64(multiIf(${last} < bound, ${converted}, bound < ${windowEnd(plan)}, bound, arrayMax([${join([sql`m0`, ...made], ', ')}]) + 1))`;
}

const least = (list: Sql[]): Sql => (list.length === 1 ? (list[0] as Sql) : sql`arrayMin([${join(list, ', ')}])`);
