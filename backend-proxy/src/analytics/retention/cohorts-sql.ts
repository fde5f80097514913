import type { Matcher, RetentionQuery } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { eventRows } from '../measures/event-rows';
import { firstEvents } from '../measures/total-users';
import type { Question } from '../question';
import type { BucketPlan } from '../time/buckets';
import { placeSql } from '../time/place';
import { placesOf } from '../time/places-of';

/** People by cohort and interval, rows of cohort, n, people. */
export function cohortsSql(q: Question<RetentionQuery>, plan: BucketPlan): Sql {
  return sql`SELECT cohort, n, count() AS people FROM (${membersSql(q, plan)}) GROUP BY cohort, n`;
}

/**
 * Who is in which cohort and came back when, rows of person, cohort (the interval's place in the plan), n: n = -1 for each member
 * of the cohort, else who came back in the n-th interval after it (0 is its own). Counts users and stable visitors only.
 */
export function membersSql(q: Question<RetentionQuery>, plan: BucketPlan): Sql {
  const { cohort, counting } = q.query;
  const cohorts = cohort === 'first' ? sql`if(born < 0, emptyArrayInt64(), [born])` : sql`starts`;
  const back =
    counting === 'on'
      ? sql`arrayMap(p -> p - cohort, arrayFilter(p -> p >= cohort, returns))`
      : sql`arrayMap(n -> toInt64(n), range(toUInt64(greatest(0, arrayMax(arrayPushBack(returns, -1)) - cohort + 1))))`;
  return sql`SELECT person, cohort, arrayJoin(arrayPushFront(${back}, toInt64(-1))) AS n
    FROM (SELECT person, returns, arrayJoin(${cohorts}) AS cohort FROM (${peopleSql(q, plan)}))`;
}

/** One row a person: starts and returns (places of intervals), born (the place of the first start ever; -1 before the range). */
function peopleSql(q: Question<RetentionQuery>, plan: BucketPlan): Sql {
  const place = placeSql(plan);
  return sql`SELECT active.person AS person, starts, returns, born
    FROM (${placesSql(q, plan)}) AS active LEFT JOIN (
      SELECT person, if(first < ${bind('Int64', q.range.from)}, -1, ${place(sql`first`)}) AS born FROM (${firstStarts(q)})
    ) AS firsts ON active.person = firsts.person`;
}

/** One row a person who started: starts and returns (places of intervals, in order). */
function placesSql(q: Question<RetentionQuery>, plan: BucketPlan): Sql {
  const place = placeSql(plan);
  const { start, return: comeBack, minOccurrences } = q.query;
  const goals: Matcher[] = [start ?? [], comeBack ?? []].flat();
  const started = start ? sql`bitTest(goals, 0)` : sql`active`;
  const returned = comeBack ? sql`bitTest(goals, ${bind('UInt8', goals.length - 1)})` : sql`active`;
  const rows = sql`(${eventRows(q, q.range.from, q.range.to, undefined, goals)}) WHERE person != 0 AND person_stable`;
  if (minOccurrences === 1) {
    const places = placesOf(plan.buckets.length);
    return sql`SELECT person, ${places(place(sql`t`), started)} AS starts, ${places(place(sql`t`), returned)} AS returns
      FROM ${rows} GROUP BY person HAVING notEmpty(starts)`;
  }
  const byInterval = sql`SELECT person, ${place(sql`t`)} AS place, countIf(${started}) > 0 AS starting,
      countIf(${returned}) >= ${bind('UInt64', minOccurrences)} AS returning
    FROM ${rows} GROUP BY person, place`;
  return sql`SELECT person, groupArrayIf(place, starting) AS starts, groupArrayIf(place, returning) AS returns
    FROM (${byInterval}) GROUP BY person HAVING notEmpty(starts)`;
}

/** The first time ever that each person did what begins a cohort: person, first (ms). */
function firstStarts(q: Question<RetentionQuery>): Sql {
  const { start } = q.query;
  return start
    ? sql`SELECT person, min(t) AS first FROM (${eventRows(q, 0, q.range.to, undefined, [start])})
        WHERE person != 0 AND person_stable AND bitTest(goals, 0) GROUP BY person`
    : firstEvents(q, { range: q.range });
}
