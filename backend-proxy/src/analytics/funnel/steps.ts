import { bind, join, numbered, type Sql, sql } from '../../store/sql';
import type { FunnelPlan } from './attempts-sql';

/** One step as it is shown; times in seconds over the persons who made both this step and the next. */
export interface CountedStep {
  entered: number;
  completed: number;
  averageToNext: number | null;
  medianToNext: number | null;
  p90ToNext: number | null;
}

export interface CountedFunnel {
  steps: CountedStep[];
  /** Mean seconds from step 1 to the last step, over the persons who made it. */
  averageCompletion: number | null;
}

type Row = Record<string, number | null>;

/**
 * Counts over the best attempts: people and anonymous; for each place of `reached` m<4i> persons, m<4i+1..4i+3> mean, median
 * and p90 seconds to the next place; the last one the mean from step 1 to the end. Quantiles interpolate (R's type 7).
 */
export function aggregateSql(plan: FunnelPlan, attempts: Sql): Sql {
  const entry = plan.entry ? 1 : 0;
  const places = plan.steps.length + entry;
  const perPlace = Array.from({ length: places }, (_, i) => {
    const place = bind('UInt8', i + 1);
    const both = sql`length(reached) > ${place}`;
    const seconds = sql`(reached[${place} + 1] - reached[${place}]) / 1000`;
    return join(
      [
        sql`countIf(length(reached) >= ${place}) AS ${numbered('m', 4 * i)}`,
        sql`avgOrNullIf(${seconds}, ${both}) AS ${numbered('m', 4 * i + 1)}`,
        sql`quantileExactInclusiveOrNullIf(0.5)(${seconds}, ${both}) AS ${numbered('m', 4 * i + 2)}`,
        sql`quantileExactInclusiveOrNullIf(0.9)(${seconds}, ${both}) AS ${numbered('m', 4 * i + 3)}`,
      ],
      ', '
    );
  });
  const start = bind('UInt8', entry + 1);
  const done = sql`length(reached) = ${bind('UInt8', places)}`;
  return sql`SELECT count() AS people, countIf(NOT person_stable) AS anonymous, ${join(perPlace, ', ')},
    avgOrNullIf((reached[-1] - reached[${start}]) / 1000, ${done}) AS ${numbered('m', 4 * places)} FROM (${attempts})`;
}

/** Reads the one row of `aggregateSql`. Without an entry everybody who does step 1 entered it. */
export function readSteps(plan: FunnelPlan, row: Row): CountedFunnel {
  const entry = plan.entry ? 1 : 0;
  const at = (place: number, column: number) => row[`m${4 * place + column}`] ?? null;
  const persons = (place: number) => Number(at(place, 0) ?? 0);
  const steps = plan.steps.map((_, i) => {
    const place = i + entry;
    const last = i === plan.steps.length - 1;
    return {
      entered: persons(Math.max(0, place - 1)),
      completed: persons(place),
      averageToNext: last ? null : at(place, 1),
      medianToNext: last ? null : at(place, 2),
      p90ToNext: last ? null : at(place, 3),
    };
  });
  return { steps, averageCompletion: at(plan.steps.length + entry, 0) };
}
