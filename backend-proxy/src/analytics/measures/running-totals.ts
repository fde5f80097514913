import { bind, join, numbered, type Sql, sql } from '../../store/sql';
import type { Bucket } from '../time/buckets';

/** Over rows of one group each with its `place` (from 0 on, each at most once): the array of the running totals of `count` by place. */
export function runningTotals(count: Sql, buckets: readonly Bucket[]): Sql {
  return sql`arrayCumSum(groupArrayInsertAt(0, ${bind('UInt32', buckets.length)})(toInt64(${count}), toUInt32(place)))`;
}

/**
 * Cells out of rows of a value each: `totals` is SQL of dim and of what the numbers are made of, each of `numbers` an array over it
 * with a number for each bucket.
 */
export function cellsOf(totals: Sql, numbers: Sql[], buckets: readonly Bucket[]): Sql {
  const keys = bind(
    'Array(Int64)',
    buckets.map(({ key }) => key)
  );
  const columns = numbers.map((_, i) => sql`tupleElement(cell, ${bind('UInt8', i + 2)}) AS ${numbered('m', i)}`);
  return sql`SELECT tupleElement(cell, 1) AS bucket, dim, ${join(columns, ', ')}
    FROM (SELECT dim, arrayJoin(arrayZip(${keys}, ${join(numbers, ', ')})) AS cell FROM (${totals}))`;
}

/** Where in `places` stands what belongs to each of `keys`: in constant time, however many there are. */
export function placeOf(key: Sql, keys: readonly number[], places: readonly number[]): Sql {
  return sql`transform(${key}, ${bind('Array(Int64)', keys)}, ${bind('Array(Int64)', places)}, toInt64(0))`;
}
