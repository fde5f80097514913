import { type Sql, sql } from '../../store/sql';
import { type FunnelPlan, requiredPlaces } from './plan';

/** One step as it is shown; times in seconds over those who made both this step and the next. */
export interface CountedStep {
  entered: number;
  completed: number;
  /** People may leave it out. */
  optional?: boolean;
  averageToNext: number | null;
  medianToNext: number | null;
  p90ToNext: number | null;
}

export interface CountedFunnel {
  steps: CountedStep[];
  /** Mean seconds from step 1 to the last step, over those who made it. */
  averageCompletion: number | null;
}

/** A row with the columns of `stepColumns`; an array has an item for each place, and a time is null where nobody took it. */
export interface StepRow {
  counts: number[];
  means: Array<number | null>;
  quantiles: Array<Array<number | null>>;
  mean_completion: number | null;
}

/** Whether numbers are computed at once, kept so that they can be put together, or put together. */
type Form = 'whole' | 'kept' | 'merged';

/**
 * Of each place how many reached it (counts), and the mean (means) and the median and 90 % (quantiles) of the seconds to the next
 * place; mean_completion from step 1 to the end. Quantiles interpolate (R's type 7).
 */
export function stepColumns(plan: FunnelPlan, form: Form = 'whole'): Sql {
  const counts = sql`arrayMap(time -> toUInt64(time >= 0), reached)`;
  const toNext = sql`arrayMap((a, b) -> if(a >= 0 AND b >= 0, (b - a) / 1000, NULL), arrayPopBack(reached), arrayPopFront(reached))`;
  const start = plan.entry ? sql`reached[2]` : sql`reached[1]`;
  const whole = sql`if(reached[-1] >= 0, (reached[-1] - ${start}) / 1000, NULL)`;
  const columns: Record<Form, Sql> = {
    whole: sql`sumForEach(${counts}) AS counts, avgForEach(${toNext}) AS means,
      quantilesExactInclusiveForEach(0.5, 0.9)(${toNext}) AS quantiles, avg(${whole}) AS mean_completion`,
    kept: sql`sumForEach(${counts}) AS counts, avgForEachState(${toNext}) AS means,
      quantilesExactInclusiveForEachState(0.5, 0.9)(${toNext}) AS quantiles, avgState(${whole}) AS mean_completion`,
    merged: sql`sumForEach(counts) AS counts, avgForEachMerge(means) AS means,
      quantilesExactInclusiveForEachMerge(0.5, 0.9)(quantiles) AS quantiles, avgMerge(mean_completion) AS mean_completion`,
  };
  return columns[form];
}

/** Reads a row with `stepColumns`. Without an entry everybody who does step 1 entered it; an optional step changes nothing of the next. */
export function readSteps(plan: FunnelPlan, row: Partial<StepRow>): CountedFunnel {
  const first = plan.entry ? 1 : 0;
  const last = plan.places.length - 1;
  const persons = (place: number) => Number(row.counts?.[place] ?? 0);
  const required = requiredPlaces(plan);
  const steps = plan.places.slice(first).map(({ optional }, i): CountedStep => {
    const place = first + i;
    const [median, p90] = row.quantiles?.[place] ?? [];
    return {
      entered: persons(required.findLast((other) => other < place) ?? place),
      completed: persons(place),
      optional,
      averageToNext: row.means?.[place] ?? null,
      medianToNext: median ?? null,
      p90ToNext: p90 ?? null,
    };
  });
  return { steps, averageCompletion: persons(last) > 0 ? (row.mean_completion ?? null) : null };
}

/**
 * How many persons are counted (people), how many of them are anonymous, and how many did more than is looked at (overlong_people).
 * Where each row is a person of its own, rows are counted, which is cheaper.
 */
export function peopleColumns(plan: FunnelPlan, form: Form = 'whole'): Sql {
  const isOnce = plan.counting === 'person';
  if (form === 'merged') {
    return isOnce
      ? sql`sum(people) AS people, sum(anonymous) AS anonymous, sum(overlong_people) AS overlong_people`
      : sql`uniqExactMerge(people) AS people, uniqExactIfMerge(anonymous) AS anonymous,
          uniqExactIfMerge(overlong_people) AS overlong_people`;
  }
  if (isOnce) {
    return sql`count() AS people, countIf(NOT person_stable) AS anonymous, countIf(overlong) AS overlong_people`;
  }
  return form === 'whole'
    ? sql`uniqExact(person) AS people, uniqExactIf(person, NOT person_stable) AS anonymous,
        uniqExactIf(person, overlong) AS overlong_people`
    : sql`uniqExactState(person) AS people, uniqExactIfState(person, NOT person_stable) AS anonymous,
        uniqExactIfState(person, overlong) AS overlong_people`;
}

export interface PeopleRow {
  people: number;
  anonymous: number;
  overlong_people: number;
}
