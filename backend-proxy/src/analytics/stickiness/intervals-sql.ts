import type { StickinessQuery } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { eventRows } from '../measures/event-rows';
import type { Question } from '../question';
import type { BucketPlan } from '../time/buckets';
import { placeSql } from '../time/place';
import { placesOf } from '../time/places-of';

const COMPARE = { gte: sql`>=`, lte: sql`<=`, eq: sql`=` } as const;

/** How many people have how many intervals: intervals, people. */
export function histogramSql(q: Question<StickinessQuery>, plan: BucketPlan): Sql {
  return sql`SELECT intervals, count() AS people FROM (${intervalsSql(q, plan)}) GROUP BY intervals`;
}

/** In how many intervals each person met the criterion, at least one: person, intervals. */
export function intervalsSql(q: Question<StickinessQuery>, plan: BucketPlan): Sql {
  const { criterion } = q.query;
  const goals = criterion?.match ? [criterion.match] : [];
  const rows = sql`(${eventRows(q, q.range.from, q.range.to, undefined, goals)})`;
  const counts = criterion?.match ? sql`bitTest(goals, 0)` : sql`active`;
  const known = sql`person != 0 AND person_stable AND ${counts}`;
  if (criterion === undefined || (criterion.op === 'gte' && criterion.count === 1)) {
    const places = placesOf(plan.buckets.length)(placeSql(plan)(sql`t`));
    return sql`SELECT person, length(${places}) AS intervals FROM ${rows} WHERE ${known} GROUP BY person`;
  }
  return sql`SELECT person, count() AS intervals FROM (
      SELECT person, ${plan.key(sql`t`)} AS bucket FROM ${rows} WHERE ${known}
      GROUP BY person, bucket HAVING count() ${COMPARE[criterion.op]} ${bind('UInt64', criterion.count)}
    ) GROUP BY person`;
}
