import { join, numbered, type Sql, sql } from '../../store/sql';
import { soughtOf, type FunnelPlan } from './plan';

type Told = { place: number } | { between: number };

/** What the columns m0, m1, … tell of each attempt: the marks of the required places, and of what lies between places. */
export function toldOf(plan: FunnelPlan): Told[] {
  return [
    ...plan.places.flatMap(({ optional }, place) => (optional ? [] : [{ place }])),
    ...soughtOf(plan).map((_, between) => ({ between })),
  ];
}

/** The column that tells of it. */
export const columnOf = (plan: FunnelPlan, what: Told): Sql =>
  numbered(
    'm',
    toldOf(plan).findIndex((one) => JSON.stringify(one) === JSON.stringify(what))
  );

export const columnNames = (plan: FunnelPlan): Sql[] => toldOf(plan).map((_, i) => numbered('m', i));

/** `arrayMap` or `arrayExists` over the attempts, whose marks have the names of their columns. */
export function overAttempts(plan: FunnelPlan, way: 'map' | 'exists', expression: Sql): Sql {
  const names = join(columnNames(plan), ', ');
  return sql`${way === 'map' ? sql`arrayMap` : sql`arrayExists`}((${names}) -> ${expression}, ${names})`;
}
