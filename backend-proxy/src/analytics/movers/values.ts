import type { MeasureAsked, MoversQuery, Property } from '@fawkes/contract';
import { valueLabels } from '../measures/label';
import { computeMeasures } from '../measures/measure';
import type { Question } from '../question';
import { planBuckets } from '../time/buckets';
import { previousRange, type ResolvedRange } from '../time/range';
import type { Pair } from './changes';
import { mostFrequent } from './most-frequent';
import { countsOf, partReader, partsOf } from './parts';

/** Which number: a measure by its place, and a value. */
export interface Place {
  measure: number;
  property: Property;
  /** As the answer shows it. */
  value: string;
}

/** Each measure as a whole, in both periods. */
export async function totalPairs(q: Question<MoversQuery>, measures: MeasureAsked[]): Promise<Array<Pair<number>>> {
  const compute = async (range: ResolvedRange) => {
    const plan = planBuckets(range, 'range', q.timezone, q.weekStart);
    return partReader(await computeMeasures(q, { range, plan }, countsOf(measures)), measures);
  };
  const [now, before] = await Promise.all([compute(q.range), compute(previousRange(q.range, q.timezone))]);
  return measures.map((_, measure) => ({ of: measure, now: now(measure), before: before(measure) }));
}

/** The values of a property that are to be tested, in both periods, and how many there are in all. */
export async function valuePairs(
  q: Question<MoversQuery>,
  measures: MeasureAsked[],
  property: Property,
  totals: Array<Pair<number>>
): Promise<{ pairs: Array<Pair<Place>>; total: number }> {
  const found = await mostFrequent(q, measures, property);
  const values = [...new Set(found.flatMap(({ values: own }) => own.map(({ value }) => value)))];
  const labels = new Map(valueLabels(values).map((label, i) => [values[i] as string, label]));
  const pairs = found.flatMap(({ values: own }, measure) =>
    own.map(({ value, now, before }) => {
      const pair = { of: { measure, property, value: labels.get(value) as string }, now, before };
      return partsOf(measures[measure] as MeasureAsked).isShareOfAll ? ofAll(pair, totals[measure]!) : pair;
    })
  );
  return { pairs, total: found.reduce((sum, { total }) => sum + total, 0) };
}

/** A value's conversions are a share of all persons: a breakdown splits the numerator only. */
function ofAll({ of, now, before }: Pair<Place>, total: Pair<number>): Pair<Place> {
  return { of, now: { ...now, n: total.now.n }, before: { ...before, n: total.before.n } };
}
