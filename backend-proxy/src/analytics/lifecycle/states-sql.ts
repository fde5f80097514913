import type { LifecycleQuery } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { eventRows } from '../measures/event-rows';
import { firstEvents } from '../measures/total-users';
import type { Question } from '../question';
import { placeSql } from '../time/place';
import { placesOf } from '../time/places-of';
import type { withPrevious } from '../time/with-previous';

export type Cut = ReturnType<typeof withPrevious>;

export const STATES = ['new', 'returning', 'resurrecting', 'dormant'] as const;

/** How many people are in which state in which interval: bucket (its place in the plan), state (its place in STATES), people. */
export function statesSql(q: Question<LifecycleQuery>, cut: Cut): Sql {
  return sql`SELECT cell.1 AS bucket, cell.2 AS state, count() AS people FROM (${cellsSql(q, cut)}) GROUP BY bucket, state`;
}

/**
 * A row for each person and interval that says what the one is in the other: person, cell (place of the interval, place of the
 * state). From each person's active places in order, and the place of their first active event ever. Where the range holds but a
 * part of its first interval, who was active in the other part only is not counted there, and was there all the same.
 */
export function cellsSql(q: Question<LifecycleQuery>, { plan, range }: Cut): Sql {
  const place = placeSql(plan);
  const [, first] = plan.buckets;
  const isCut = first !== undefined && first.start < q.range.from;
  const inFirst = isCut
    ? sql`countIf(t >= ${bind('Int64', q.range.from)} AND t < ${bind('Int64', first.end)}) > 0`
    : sql`true`;
  const active = sql`SELECT person, ${placesOf(plan.buckets.length)(place(sql`t`))} AS places, ${inFirst} AS in_first
    FROM (${eventRows(q, range.from, range.to)}) WHERE person != 0 AND person_stable AND active GROUP BY person`;
  const firsts = sql`SELECT person, if(first < ${bind('Int64', range.from)}, -1, ${place(sql`first`)}) AS born
    FROM (${firstEvents(q, { range })})`;
  const last = bind('Int64', plan.buckets.length - 1);
  return sql`SELECT active.person AS person, arrayJoin(arrayConcat(
        arrayMap(p -> (p, multiIf(p = born, 0, has(places, p - 1), 1, 2)), arrayFilter(p -> p > 1 OR (p = 1 AND in_first), places)),
        arrayMap(p -> (p + 1, 3), arrayFilter(p -> p < ${last} AND NOT has(places, p + 1), places))
      )) AS cell
    FROM (${active}) AS active LEFT JOIN (${firsts}) AS firsts ON active.person = firsts.person`;
}
