import type { PeopleQuery, StickinessQuery } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { unknownPick } from '../people/unknown-pick';
import type { Question } from '../question';
import { defaultInterval, planBuckets } from '../time/buckets';
import { intervalsSql } from './intervals-sql';

type Pick = Extract<PeopleQuery['of'], { kind: 'stickiness' }>['pick'];

/** Who was there in exactly so many intervals. */
export function stickinessPeople(q: Question<StickinessQuery>, { intervals }: Pick): Sql {
  const plan = planBuckets(q.range, q.query.interval ?? defaultInterval(q.range), q.timezone, q.weekStart);
  const most = plan.buckets.length;
  if (intervals > most) {
    unknownPick('intervals', `the range has ${most}`);
  }
  return sql`SELECT person FROM (${intervalsSql(q, plan)}) WHERE intervals = ${bind('UInt64', intervals)}`;
}
