import { bind, type Sql, sql } from '../../store/sql';
import type { BucketPlan } from './buckets';

/** The place of a time's bucket among those of the plan, counted from 0; keys of some plans are times. -1 outside of it. */
export function placeSql(plan: BucketPlan): (time: Sql) => Sql {
  const keys = bind(
    'Array(Int64)',
    plan.buckets.map(({ key }) => key)
  );
  return (time) => sql`toInt64(indexOf(${keys}, toInt64(${plan.key(time)})) - 1)`;
}
