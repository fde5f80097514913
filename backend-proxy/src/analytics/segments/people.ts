import { BEHAVIOURS, type PeopleQuery, type SegmentsQuery } from '@fawkes/contract';
import { type Sql, sql } from '../../store/sql';
import { chosenSql } from '../behaviour/chosen-sql';
import { momentAt } from '../behaviour/moment';
import { rulesOf } from '../behaviour/rules';
import { pickedBucket, unknownPick } from '../people/unknown-pick';
import type { Question } from '../question';
import { planBuckets } from '../time/buckets';

type Pick = Extract<PeopleQuery['of'], { kind: 'segments' }>['pick'];

/** Who is in a segment at the end of the range, or at that of the picked interval. */
export async function segmentsPeople(q: Question<SegmentsQuery>, { segment, time }: Pick): Promise<Sql> {
  const rules = rulesOf(q);
  const moment = momentAt(pickedEnd(q, time), rules, q.timezone);
  const names = [...BEHAVIOURS, ...(q.query.also ?? [])];
  if (!names.includes(segment)) {
    return unknownPick('segment', `is none of ${names.join(', ')}`);
  }
  const chosen = { segments: [segment], moment, rules, features: await q.features() };
  return sql`SELECT person FROM (${chosenSql({ ...q, peopleAt: q.range.to }, chosen)}) WHERE chosen = 1`;
}

function pickedEnd(q: Question<SegmentsQuery>, time: Pick['time']): number {
  const { interval } = q.query;
  if (time === undefined) {
    return q.range.to;
  }
  if (interval === undefined) {
    return unknownPick('time', 'is of an interval, and the question has none');
  }
  const { buckets } = planBuckets(q.range, interval, q.timezone, q.weekStart);
  return Math.min(q.range.to, buckets[pickedBucket(buckets, time)]?.end ?? q.range.to);
}
