import { bind, join, type Sql, sql } from '../../store/sql';
import { Columns, type Followed, NEVER, nextBetween } from './marks';
import type { FunnelPlan } from './plan';
import { type Subset, subsetsOf } from './subsets';

/** A mark, and of each exclusion the next mark after it. */
type Reached = Sql[];

/**
 * Follows the attempts of an unordered funnel: at each start when the first, second, … of the steps is done, whichever it is. The
 * m-th event from there on that meets a subset of the steps is found in one pass for each m. Of steps that share no event the
 * times are sorted; of those that do, k of c steps are done when every subset of s of them is met by s - (c - k) events
 * (Hall's theorem, for a matching that leaves c - k steps out).
 */
export function unorderedSql(plan: FunnelPlan): Followed {
  const columns = new Columns();
  const nexts = plan.exclusions.map((_, i) => nextBetween(plan, columns, i));
  const steps = plan.places.flatMap((_, place) => (place === 0 && plan.entry ? [] : [place]));
  const groups = subsetsOf(plan, steps).map((subsets) => doneBy(columns, subsets, nexts));
  const used = [...new Set(groups.flat(3))];
  const times = groups.flatMap((group) => group.map(latestOf));
  const sorted = columns.add(
    sql`arrayMap((${join(used, ', ')}) -> arraySort([${join(times, ', ')}]), ${join(used, ', ')})`
  );
  const part = (place: number, i: number) =>
    sql`arrayMap(s -> tupleElement(s[${bind('UInt8', steps.indexOf(place) + 1)}], ${bind('UInt8', i)}), ${sorted})`;
  const places = plan.places.map((_, place) => (steps.includes(place) ? part(place, 1) : sql`marks`));
  const betweens = plan.exclusions.map(({ from }, i) => part(from, i + 2));
  return {
    columns: columns.list,
    place: (place) => places[place] as Sql,
    between: (i) => betweens[i] as Sql,
  };
}

/** For k = 1, 2, … of the steps of a group: by which marks, of which the latest counts, they are done. */
function doneBy(columns: Columns, subsets: Subset[], nexts: Sql[]): Reached[][] {
  const most = Math.max(...subsets.map(({ places }) => places.length));
  const found = subsets.map((subset) => ({ size: subset.places.length, events: eventsOf(columns, subset, nexts) }));
  return Array.from({ length: most }, (_, i) => {
    const left = most - 1 - i;
    return found.flatMap(({ size, events }) => (size > left ? [events[size - left - 1] as Reached] : []));
  });
}

/** At each event the first, second, … event from it on that meets a step of the subset. */
function eventsOf(columns: Columns, { mask, places }: Subset, nexts: Sql[]): Reached[] {
  const own = columns.add(
    sql`arrayMap((x, misses) -> if(bitAnd(misses, ${bind('UInt32', mask)}) != ${bind('UInt32', mask)}, x, ${NEVER}), marks, misses)`
  );
  const filled = (column: Sql) =>
    columns.add(
      sql`arrayReverseFill((x, own) -> own != ${NEVER}, arrayMap((x, own) -> if(own != ${NEVER}, x, ${NEVER}), ${column}, ${own}), ${own})`
    );
  const events: Reached[] = [];
  for (let m = 0; m < places.length; m++) {
    const before = events.at(-1);
    const sources = before
      ? before.map((column) => sql`arrayShiftLeft(${column}, 1, ${NEVER})`)
      : [sql`marks`, ...nexts];
    events.push(sources.map(filled));
  }
  return events;
}

const latestOf = (reached: Reached[]): Sql => {
  const tuples = reached.map((parts) => sql`tuple(${join(parts, ', ')})`);
  return tuples.length === 1 ? (tuples[0] as Sql) : sql`arraySort([${join(tuples, ', ')}])[-1]`;
};
