import { type Sql, sql } from '../../store/sql';
import { Columns, type Followed, NEVER, nextBetween, nextOf, placeBit, where } from './marks';
import { soughtOf, type FunnelPlan, requiredPlaces } from './plan';

/**
 * Follows the attempts of an ordered or strict funnel from every event on at once, in passes of linear cost. From the last place
 * backwards: at an event that meets place k, the marks at which k, k+1, … are reached at the earliest from there on are its own
 * and those of the next event that meets k+1. In a strict funnel that is the very next event.
 */
export function followedSql(plan: FunnelPlan): Followed {
  const columns = new Columns();
  const betweens = soughtOf(plan).map(({ from }, i) => ({ from, next: nextBetween(plan, columns, i) }));
  const required = requiredPlaces(plan);
  // By what they tell of: a place, or what lies between, from `BETWEEN` on.
  let reached = new Map<number, Sql>();
  for (const place of required.toReversed()) {
    const bit = placeBit(plan, place);
    const following = required[required.indexOf(place) + 1];
    const onwards = [...reached].map(([what, column]): [number, Sql] => [
      what,
      onwardSql(plan, place, column, reached.get(following as number) as Sql),
    ]);
    const starting = betweens.flatMap(({ from, next }, i): Array<[number, Sql]> =>
      from === place ? [[BETWEEN + i, next]] : []
    );
    const all: Array<[number, Sql]> = [[place, sql`marks`], ...onwards, ...starting];
    // Of the first place only its starts are looked at, which are chosen later.
    const isFirst = place === required[0];
    reached = new Map(all.map(([what, source]) => [what, isFirst ? source : columns.add(where(bit, source))]));
  }
  return {
    columns: columns.list,
    place: (place) => reached.get(place) as Sql,
    between: (i) => reached.get(BETWEEN + i) as Sql,
  };
}

const BETWEEN = 100;

/** What the attempt comes to from the next place on, which an event that meets `place` sees before it. */
function onwardSql(plan: FunnelPlan, place: number, column: Sql, marks: Sql): Sql {
  // Step 1 may be the entry event itself, and in a strict funnel, too, other events may come between these two.
  if (place === 0 && plan.entry) {
    return nextOf(column, marks, 'at or later');
  }
  return plan.order === 'strict' ? sql`arrayShiftLeft(${column}, 1, ${NEVER})` : nextOf(column, marks, 'later');
}
