import type { FunnelQuery } from '@fawkes/contract';
import { sql, type Sql } from '../../store/sql';
import type { Question } from '../question';
import { attemptsSql } from './attempts-sql';
import type { FunnelPlan } from './plan';

/**
 * What is counted, one row each: person, person_stable, overlong, started (ms), reached (the times in ms of all places, -1 where
 * one was not), value (of the breakdown). A person, a session, or an attempt, as the funnel counts; whoever has an excluded
 * attempt is left out.
 */
export function unitsSql(q: Question<FunnelQuery>, plan: FunnelPlan): Sql {
  const removes = plan.exclusions.some(({ effect }) => effect === 'remove');
  const attempts = attemptsSql(q, plan);
  const isWhole = plan.counting === 'person' && plan.hold === undefined;
  const left = !removes
    ? attempts
    : isWhole
      ? sql`SELECT * FROM (${attempts}) WHERE NOT removed`
      : sql`SELECT * FROM (SELECT *, max(removed) OVER (PARTITION BY person) AS gone FROM (${attempts})) WHERE NOT gone`;
  if (plan.hold === undefined || plan.counting === 'total') {
    return left;
  }
  // Each value that is held has attempts of its own: the best of them counts, the earliest among equals.
  const rank = plan.start === 'first' ? sql`(started, held)` : sql`(-toInt16(depth), started, held)`;
  return sql`SELECT person, best.1 AS person_stable, best.2 AS overlong, best.3 AS started, best.4 AS reached, best.5 AS value
    FROM (
      SELECT person, unit, argMin((person_stable, overlong, started, reached, value), ${rank}) AS best
      FROM (${left}) GROUP BY person, unit
    )`;
}
