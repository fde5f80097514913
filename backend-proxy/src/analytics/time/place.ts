import { bind, type Sql, sql } from '../../store/sql';
import type { BucketPlan } from './buckets';

/** The place of a time's bucket among those of the plan, counted from 0; keys of some plans are times. -1 outside of it. */
export function placeSql(plan: BucketPlan): (time: Sql) => Sql {
  const array = (numbers: number[]) => bind('Array(Int64)', numbers);
  // In constant time, however many buckets there are; no two have the same key.
  const keys = array(plan.buckets.map(({ key }) => key));
  const places = array(plan.buckets.map((_, place) => place));
  return (time) => sql`transform(toInt64(${plan.key(time)}), ${keys}, ${places}, toInt64(-1))`;
}
