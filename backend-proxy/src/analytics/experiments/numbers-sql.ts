import { bind, join, type Sql, sql } from '../../store/sql';
import { eventRowsWith } from '../measures/event-rows';
import { numbersColumn } from '../measures/numbers-sql';
import { scopeOf } from '../sql/scope';
import { exposuresSql, type ExperimentQuestion } from './exposed-sql';
import type { NumbersPlan, PersonNumber } from './numbers-plan';

/** What a variant's people did, added up; those who did nothing add nothing and are not among `people`. */
export interface SumsRow {
  variant: string;
  people: number;
  /** Of each number of the plan. */
  sums: number[];
  /** Of each pair of numbers, in the order of the pairs. */
  products: number[];
}

/** One row for each variant; all numbers of all people come from one reading of the events. */
export function sumsSql(q: ExperimentQuestion, plan: NumbersPlan, pairs: ReadonlyArray<[number, number]>): Sql {
  const side = (at: 0 | 1) =>
    bind(
      'Array(Int64)',
      pairs.map((pair) => pair[at] + 1)
    );
  return sql`SELECT variant, count() AS people, sumForEach(numbers) AS sums,
      sumForEach(arrayMap((i, j) -> numbers[i] * numbers[j], ${side(0)}, ${side(1)})) AS products
    FROM (${personNumbersSql(q, plan)}) GROUP BY variant`;
}

/** Places among the sorted values of one number, from 1; all of them of one length. */
export interface OrderAsked {
  place: number;
  /** Of each variant's people: how many they are, and where to look. */
  variants: ReadonlyArray<{ variant: string; people: number; ranks: readonly number[] }>;
  /** All variants' people as one. */
  together?: boolean;
}

export interface OrderRow {
  variant: string;
  values: number[];
}

/** The values of one number at these places, where whoever did nothing has 0; no row for a variant of which nobody did anything. */
export function orderSql(q: ExperimentQuestion, plan: NumbersPlan, { place, variants, together }: OrderAsked): Sql {
  const names = bind(
    'Array(String)',
    variants.map(({ variant }) => variant)
  );
  const whole = (values: number[]) => sql`transform(variant, ${names}, ${bind('Array(Int64)', values)}, toInt64(0))`;
  const ranks = variants[0]?.ranks ?? [];
  const at = ranks.map((_, i) => sql`sorted[${whole(variants.map((each) => each.ranks[i]!))}]`);
  return sql`SELECT variant, [${join(at, ', ')}] AS values FROM (
      SELECT ${together ? sql`''` : sql`variant`} AS variant, arraySort(arrayConcat(groupArray(number), arrayWithConstant(
        greatest(0, ${whole(variants.map(({ people }) => people))} - toInt64(count())), 0.))) AS sorted
      FROM (
        SELECT variant, numbers[${bind('Int64', place + 1)}] AS number FROM (${personNumbersSql(q, plan)})
      ) GROUP BY variant
    )`;
}

/** The numbers of each person of a variant who did any of it: variant, numbers. */
function personNumbersSql(q: ExperimentQuestion, plan: NumbersPlan): Sql {
  const events = eventRowsWith(q, q.range, {
    goals: plan.goals,
    extra: numbersColumn(plan.properties, scopeOf(q, q.range.to)),
  });
  const numbers = plan.numbers.map((each) => numberSql(each, plan));
  return sql`SELECT any(x.variant) AS variant, [${join(numbers, ', ')}] AS numbers
    FROM (SELECT * FROM (${events}) WHERE person != 0 AND goals != 0) AS e
    INNER JOIN (SELECT person, variant, exposed FROM (${exposuresSql(q)}) WHERE variant != '') AS x ON e.person = x.person
    WHERE e.t >= x.exposed GROUP BY e.person`;
}

function numberSql({ goal, property, once, within, cap }: PersonNumber, plan: NumbersPlan): Sql {
  const met = sql`bitAnd(e.goals, ${bind('UInt64', 2 ** goal)}) != 0`;
  const which = within === undefined ? met : sql`${met} AND e.t <= x.exposed + ${bind('Int64', within)}`;
  const value = (name: string) =>
    sql`tupleElement(e.extra, ${bind('UInt8', plan.properties.findIndex((each) => each === name) + 1)})`;
  const number = once
    ? sql`toFloat64(countIf(${which}) > 0)`
    : property === undefined
      ? sql`toFloat64(countIf(${which}))`
      : sql`sumIf(ifNull(${value(property)}, 0), ${which})`;
  return cap === undefined ? number : sql`least(${number}, ${bind('Float64', cap)})`;
}
