import type { FunnelQuery, Matcher } from '@fawkes/contract';
import { bind, join, numbered, type Sql, sql } from '../../store/sql';
import type { Question } from '../question';
import { eventFilterSql } from '../sql/filter';
import { matcherSql } from '../sql/matcher';
import { eventScope, TIME_MS } from '../sql/scope';

export interface FunnelPlan {
  steps: Matcher[];
  entry?: Matcher | undefined;
  windowMs: number;
}

/**
 * The best attempt of each person that starts in the range, one row each: person_stable, reached (the times in ms of the
 * start and of each step after it, as far as the attempt came; with an entry its time stands first).
 *
 * A person's events are sorted by time, equal times by the first step they meet. From the last step backwards, `chain k` says
 * at every place when steps k, k+1, … are reached at the earliest from there on: at an event of step k its time and the chain
 * of k+1 after it, elsewhere what the next such event has. So every start is followed at once, in one pass a step.
 * Any start can convert; the furthest attempt wins, the earliest among equals; an event counts for one step of an attempt.
 */
export function attemptsSql(q: Question<FunnelQuery>, plan: FunnelPlan): Sql {
  const last = plan.steps.length;
  const first = plan.entry ? 0 : 1;
  const { from, to } = q.range;
  const backwards = Array.from({ length: last - first }, (_, i) => last - i);
  const chains = backwards.map(
    (k) => sql`arrayReverseFill(c -> notEmpty(c), ${chainSql(k, last, false)}) AS ${numbered('chain', k)}`
  );
  return sql`SELECT person_stable, arraySlice(attempts[best], 1, depths[best]) AS reached
    FROM (
      SELECT any(person_stable) AS person_stable,
        arraySort(groupArray((t, bitAnd(met, -met), met))) AS events, events.1 AS times, events.3 AS mets,
        ${join([...chains, sql`${chainSql(first, last, plan.entry !== undefined)} AS starts`], ', ')},
        arrayFilter(c -> c[1] >= ${bind('Int64', Math.max(1, from))} AND c[1] < ${bind('Int64', to)}, starts) AS attempts,
        arrayMap(c -> arrayCount(t -> t <= c[1] + ${bind('Int64', plan.windowMs)}, c), attempts) AS depths,
        indexOf(depths, arrayMax(depths)) AS best
      FROM (${stepEvents(q, plan)}) GROUP BY person HAVING notEmpty(attempts)
    )`;
}

/** The names that events of the steps can have, for the engine to find them by; a glob or a filter alone may be any. */
function namesSql(matchers: Matcher[]): Sql {
  const names = matchers.flatMap(({ events = [], paths = [] }) =>
    events.length + paths.length === 0 ? ['*'] : [...events, ...paths.map(() => 'pageview')]
  );
  return names.some((name) => name.includes('*'))
    ? sql`true`
    : sql`name IN ${bind('Array(String)', [...new Set(names)])}`;
}

/** At each event of step k its time and the chain of the next step, elsewhere the empty chain. */
function chainSql(k: number, last: number, sameEvent: boolean): Sql {
  const met = sql`bitTest(met, ${bind('UInt8', k)})`;
  if (k === last) {
    return sql`arrayMap((t, met) -> if(${met}, [t], emptyArrayInt64()), times, mets)`;
  }
  const next = numbered('chain', k + 1);
  // Step 1 may be the entry event itself; every other step needs a further event.
  const following = sameEvent ? next : sql`arrayPushBack(arrayPopFront(${next}), emptyArrayInt64())`;
  return sql`arrayMap((t, met, next) -> if(${met}, arrayPushFront(next, t), emptyArrayInt64()), times, mets, ${following})`;
}

/** The events that meet a step: person, person_stable, t (ms), met (bit k says that it meets step k; bit 0 the entry). */
function stepEvents(q: Question<FunnelQuery>, plan: FunnelPlan): Sql {
  const matchers: Array<[number, Matcher]> = plan.steps.map((step, i) => [i + 1, step]);
  if (plan.entry) {
    matchers.unshift([0, plan.entry]);
  }
  const people = { workspace: q.workspace, until: q.range.to };
  const bits = matchers.map(([k, matcher]) => sql`if(${matcherSql(matcher, people)}, ${bind('Int64', 2 ** k)}, 0)`);
  // Converting events may lie after the range, up to the window, but not after the moment as of which is asked.
  const to = Math.max(q.range.to, Math.min(q.range.to + plan.windowMs, q.range.asOf));
  return sql`SELECT person, person_stable, ${TIME_MS} AS t, toInt64(${join(bits, ' + ')}) AS met
    FROM events WHERE ${eventScope({ workspace: q.workspace, site: q.query.site }, q.range.from, to)} AND person != 0
      AND ${namesSql(matchers.map(([, matcher]) => matcher))} AND met != 0 AND ${q.query.filter ? eventFilterSql(q.query.filter, people) : sql`true`}`;
}
