import type { PeopleQuery, TrendsQuery } from '@fawkes/contract';
import type { Sql } from '../../store/sql';
import { withGoals } from '../measures/goals';
import { OTHER } from '../measures/grouping';
import { valueLabels } from '../measures/label';
import { measurePeople, type PickedCell, pickedValue } from '../measures/people';
import { pickedBucket, unknownPick } from '../people/unknown-pick';
import type { Question } from '../question';
import { defaultInterval, planBuckets } from '../time/buckets';
import { splitByValue } from './trends';

type Pick = Extract<PeopleQuery['of'], { kind: 'trends' }>['pick'];

/** Whom a measure counts in an interval, and of a value of the breakdown. */
export async function trendsPeople(q: Question<TrendsQuery>, { measure = 0, time, value }: Pick): Promise<Sql> {
  const measures = await withGoals(q, q.query.measures);
  const asked = measures[measure] ?? unknownPick('measure', `the question has ${measures.length}`);
  const bucket = time === undefined ? { start: q.range.from, end: q.range.to } : intervalOf(q, time);
  return measurePeople(q, asked, { bucket, ...(await split({ ...q, query: { ...q.query, measures } }, value)) });
}

function intervalOf(q: Question<TrendsQuery>, time: string | number): PickedCell['bucket'] {
  const interval = q.query.interval ?? defaultInterval(q.range);
  const { buckets } = planBuckets(q.range, interval, q.timezone, q.weekStart);
  return buckets[pickedBucket(buckets, time)]!;
}

async function split(q: Question<TrendsQuery>, shown: string | undefined): Promise<Omit<PickedCell, 'bucket'>> {
  const { breakdown } = q.query;
  if (breakdown === undefined) {
    return shown === undefined ? { value: '' } : unknownPick('value', 'the question has no breakdown');
  }
  const { values: kept, dimension } = await splitByValue(q);
  const values = dimension?.keep?.other ? [...kept, OTHER] : kept;
  const value = pickedValue(
    shown ?? unknownPick('value', 'say which value of the breakdown'),
    values,
    valueLabels(values)
  );
  // A value that is shown among the rest has people of its own, too.
  return { value, dimension: values.includes(value) ? dimension! : { property: breakdown.property } };
}
