import type { Feature } from '@fawkes/contract';
import { type Sql, sql } from '../../store/sql';
import { habitsSql } from '../behaviour/habits-sql';
import type { Moment } from '../behaviour/moment';
import type { MeasureQuestion } from '../measures/grouping';

/**
 * Each person with the fifths, 1 (the least) to 5, of recency, frequency and breadth: person, recency, frequency, breadth, last,
 * sessions, features. A fifth goes by how many people have less: equal values are in the same fifth, the lower one.
 */
export function fifthsSql(q: MeasureQuestion, moment: Moment, features: Feature[]): Sql {
  const fifth = (of: Sql) => sql`toInt64(1 + intDiv(5 * (rank() OVER (ORDER BY ${of}) - 1), count() OVER ()))`;
  return sql`SELECT person, last, sessions, features, ${fifth(sql`last`)} AS recency,
      ${fifth(sql`sessions`)} AS frequency, ${fifth(sql`features`)} AS breadth
    FROM (${habitsSql(q, moment, features)})`;
}
