import { bind, join, type Sql, sql } from '../../store/sql';
import { eventRowsWith } from '../measures/event-rows';
import { numbersColumn } from '../measures/numbers-sql';
import { scopeOf } from '../sql/scope';
import type { BucketPlan } from '../time/buckets';
import { exposuresSql, type ExperimentQuestion } from './exposed-sql';
import type { NumbersPlan, PersonNumber } from './numbers-plan';

/** What a variant's people did, added up; those who did nothing add nothing and are not among `people`. */
export interface SumsRow {
  variant: string;
  /** Of the breakdown; '' where there is none. */
  dim: string;
  people: number;
  /** Of each number of the plan. */
  sums: number[];
  /** Of each pair of numbers, in the order of the pairs. */
  products: number[];
}

/** One row for each variant and value of the breakdown; all numbers of all people come from one reading of the events. */
export function sumsSql(q: ExperimentQuestion, plan: NumbersPlan, pairs: ReadonlyArray<[number, number]>): Sql {
  return sql`SELECT variant, dim, count() AS people, sumForEach(numbers) AS sums,
      sumForEach(arrayMap((i, j) -> numbers[i] * numbers[j], ${sideOf(pairs, 0)}, ${sideOf(pairs, 1)})) AS products
    FROM (${personNumbersSql(q, plan)}) GROUP BY variant, dim`;
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

/** How each variant's sums and products grew in each interval: those of the people's numbers as they were known at its end. */
export interface GrowthRow extends Omit<SumsRow, 'people' | 'dim'> {
  bucket: number;
}

/**
 * One row for each variant and interval in which something was added: what its people's numbers, and the products of two, came to
 * by its end, less what they were at its start. What lies before an exposure is known from the exposure on.
 */
export function growthSql(
  q: ExperimentQuestion,
  plan: NumbersPlan,
  pairs: ReadonlyArray<[number, number]>,
  buckets: BucketPlan
): Sql {
  const steps = personStepsSql(q, plan, buckets.key(sql`greatest(e.t, x.exposed)`));
  return sql`SELECT variant, bucket, sumForEach(arrayMap((now, then) -> now - then, value, before)) AS sums,
      sumForEach(arrayMap((i, j) -> value[i] * value[j] - before[i] * before[j], ${sideOf(pairs, 0)}, ${sideOf(pairs, 1)})) AS products
    FROM (
      SELECT variant, bucket, [${numbersSql(plan, (place) => sql`total${place}`)}] AS value,
        [${numbersSql(plan, (place) => sql`(total${place} - steps${place})`)}] AS before
      FROM (
        SELECT variant, bucket, steps, sumForEach(steps) OVER (PARTITION BY person ORDER BY bucket ASC) AS total FROM (${steps})
      )
    ) GROUP BY variant, bucket`;
}

/** The numbers of each person of a variant who did any of it, in whatever span: variant, dim, numbers. */
function personNumbersSql(q: ExperimentQuestion, plan: NumbersPlan): Sql {
  const numbers = numbersSql(plan, (place) => sql`steps${place}`);
  return sql`SELECT variant, dim, [${numbers}] AS numbers FROM (${personStepsSql(q, plan, sql`toInt64(0)`)})`;
}

/** What each person of a variant did in each bucket: person, variant, dim, bucket, steps (counts and sums, as `stepsOf` has them). */
function personStepsSql(q: ExperimentQuestion, plan: NumbersPlan, bucket: Sql): Sql {
  const earliest = Math.min(0, ...plan.numbers.map(({ span }) => span.from));
  const { from, to } = q.range;
  const events = eventRowsWith(
    q,
    { from: from + earliest, to },
    { goals: plan.goals, extra: numbersColumn(plan.properties, scopeOf(q, to)) }
  );
  const steps = stepsOf(plan).map((each) => stepSql(each, plan, earliest));
  return sql`SELECT e.person AS person, any(x.variant) AS variant, any(x.dim) AS dim, ${bucket} AS bucket, [${join(steps, ', ')}] AS steps
    FROM (SELECT * FROM (${events}) WHERE person != 0 AND goals != 0) AS e
    INNER JOIN (SELECT person, variant, dim, exposed FROM (${exposuresSql(q)}) WHERE variant != '') AS x ON e.person = x.person
    WHERE e.t >= x.exposed + ${bind('Int64', earliest)} GROUP BY person, bucket`;
}

/** A count or a sum of a person's events, of which several numbers may be made. */
type Step = Pick<PersonNumber, 'goal' | 'property' | 'span'>;

/** The different counts and sums of a plan. */
function stepsOf({ numbers }: NumbersPlan): Step[] {
  return numbers.filter((each, i) => numbers.findIndex((other) => keyOf(other) === keyOf(each)) === i);
}

function keyOf({ goal, property, span }: Step): string {
  return JSON.stringify([goal, property, span]);
}

/** Events before `earliest` (ms since the exposure) are not among those that are looked at. */
function stepSql({ goal, property, span }: Step, plan: NumbersPlan, earliest: number): Sql {
  const since = (ms: number) => sql`x.exposed + ${bind('Int64', ms)}`;
  const which = sql`bitAnd(e.goals, ${bind('UInt64', 2 ** goal)}) != 0
    ${span.from > earliest ? sql`AND e.t >= ${since(span.from)}` : sql``}
    ${span.to === undefined ? sql`` : sql`AND e.t <= ${since(span.to)}`}`;
  const place = plan.properties.findIndex((each) => each === property) + 1;
  return property === undefined
    ? sql`toFloat64(countIf(${which}))`
    : sql`sumIf(ifNull(tupleElement(e.extra, ${bind('UInt8', place)}), 0), ${which})`;
}

/** The numbers of a plan, each of its step; `at` gives a step by its place in brackets. */
function numbersSql(plan: NumbersPlan, at: (place: Sql) => Sql): Sql {
  const places = new Map(stepsOf(plan).map((step, i) => [keyOf(step), i + 1]));
  const numbers = plan.numbers.map((each) => finished(each, at(sql`[${bind('Int64', places.get(keyOf(each))!)}]`)));
  return join(numbers, ', ');
}

/** A person's number of what they did of it in all. */
function finished({ once, cap }: PersonNumber, all: Sql): Sql {
  const most = once ? 1 : cap;
  return most === undefined ? all : sql`least(${all}, ${bind('Float64', most)})`;
}

function sideOf(pairs: ReadonlyArray<[number, number]>, side: 0 | 1) {
  return bind(
    'Array(Int64)',
    pairs.map((pair) => pair[side] + 1)
  );
}
