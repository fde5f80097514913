import type { EventsQuery } from '@fawkes/contract';
import { type Sql, sql } from '../../store/sql';
import type { Question } from '../question';
import { selectedSql } from './page';

/** Whose events the log shows, on all of its pages. */
export function eventsPeople(q: Question<EventsQuery>): Sql {
  return sql`SELECT person FROM (${selectedSql(q)})`;
}
