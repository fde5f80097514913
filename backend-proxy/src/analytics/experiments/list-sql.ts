import type { ExperimentQuery, ExperimentsQuery } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import type { Question } from '../question';
import { zoned } from '../time/range';
import type { Arm, Experiment } from './arms';
import { exposedSql, type ExperimentQuestion } from './exposed-sql';

export interface ListedRow {
  experiment: string;
  /** Variant, people, people who converted, people of the last week. */
  arms: Array<[string, number, number, number]>;
  started: number;
  latest: number;
  /** Of the experiments before any limit. */
  total: number;
}

const WEEK_MS = 7 * 86_400_000;

/** One row for each experiment, with its variants; HAVING, ORDER and LIMIT may follow. No more variants than anybody compares. */
export function listSql(q: ExperimentQuestion): Sql {
  return sql`SELECT experiment, arraySlice(arraySort(groupArray((variant, people, converters, recent))), 1, 100) AS arms,
      min(started) AS started, max(latest) AS latest, count() OVER () AS total
    FROM (
      SELECT experiment, variant, count() AS people, countIf(converted > 0) AS converters,
        ${recentSql(q)} AS recent,
        min(exposed) AS started, max(latest) AS latest
      FROM (${exposedSql(q)}) GROUP BY experiment, variant
    ) GROUP BY experiment`;
}

/** How many of the exposed came in the last week of the range. */
export function recentSql({ range }: Pick<ExperimentQuestion, 'range'>): Sql {
  return sql`countIf(exposed >= ${bind('Int64', range.to - WEEK_MS)})`;
}

/** Variants as a row has them. */
export function armsOf(arms: ListedRow['arms']): Arm[] {
  return arms.map(([variant, assignments, conversions, recent]) => ({
    variant,
    assignments: Number(assignments),
    conversions: Number(conversions),
    recent: Number(recent),
  }));
}

export function readExperiment({ experiment, arms, started, latest }: ListedRow): Experiment {
  return {
    experiment,
    exposed: { first: Number(started), latest: Number(latest) },
    arms: armsOf(arms),
  };
}

/** An experiment whose latest exposure is no earlier runs at the end of the range; days are those of the zone. */
export function runsSinceOf({ range, timezone, query }: Question<ExperimentsQuery | ExperimentQuery>): number {
  return zoned(range.to, timezone).subtract({ days: query.runningDays }).epochMilliseconds;
}
