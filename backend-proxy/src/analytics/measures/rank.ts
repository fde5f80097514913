import { type MeasureAsked, measureOf, type Property } from '@fawkes/contract';
import { planBuckets } from '../time/buckets';
import type { MeasureQuestion } from './grouping';
import { computeMeasures, type Numbers } from './measure';

export interface Ranking {
  /** The largest values in order. */
  values: string[];
  /** How many values there are in all. */
  total: number;
  /** The measures that were asked, over the range as one bucket. */
  numbers: Numbers;
}

/** Values beyond this many are not ranked one by one: the answer says that it was cut. */
const MOST_VALUES = 100_000;

/** The `limit` largest values of a property by the first measure over the whole range; equal ones in the order of their text. */
export async function rankValues(
  q: MeasureQuestion,
  property: Property,
  measures: MeasureAsked[],
  limit: number
): Promise<Ranking> {
  const plan = planBuckets(q.range, 'range', q.timezone, q.weekStart);
  const grouping = { range: q.range, plan, dimension: { property }, largest: MOST_VALUES };
  const numbers = await computeMeasures(q, grouping, measures);
  // A count of 0 is no value at all; numbers that senders measure may be of any sign.
  const least = measureOf((measures[0] as MeasureAsked).measure).numeric ? Number.NEGATIVE_INFINITY : 0;
  const found = [...numbers.values]
    .map((value) => ({ value, number: numbers.read(0, value, 0) ?? Number.NEGATIVE_INFINITY }))
    .filter(({ number }) => number > least)
    .sort((a, b) => b.number - a.number || (a.value < b.value ? -1 : 1));
  return { values: found.slice(0, limit).map(({ value }) => value), total: found.length, numbers };
}
