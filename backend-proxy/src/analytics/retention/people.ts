import type { PeopleQuery, RetentionQuery } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { pickedBucket, unknownPick } from '../people/unknown-pick';
import type { Question } from '../question';
import { membersSql } from './cohorts-sql';
import { planOf } from './retention';

type Pick = Extract<PeopleQuery['of'], { kind: 'retention' }>['pick'];

/** Who is in the cohort, or came back in its n-th interval. */
export function retentionPeople(q: Question<RetentionQuery>, { cohort, interval }: Pick): Sql {
  const { plan } = planOf(q);
  const place = pickedBucket(plan.buckets, cohort, 'cohort');
  const last = plan.buckets.length - 1 - place;
  if (interval !== undefined && interval > last) {
    unknownPick('interval', `this cohort has the intervals 0 to ${last}`);
  }
  return sql`SELECT person FROM (${membersSql(q, plan)})
    WHERE cohort = ${bind('Int64', place)} AND n = ${bind('Int64', interval ?? -1)}`;
}
