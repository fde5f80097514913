import type { MeasureAsked, MoversQuery, Property } from '@fawkes/contract';
import { valueLabels } from '../measures/label';
import { computeMeasures } from '../measures/measure';
import type { Numbers } from '../measures/numbers';
import type { Question } from '../question';
import { planBuckets } from '../time/buckets';
import { previousRange, type ResolvedRange } from '../time/range';
import type { Pair } from './changes';
import { countsOf, type Part, partReader, partsOf } from './parts';

/** Of each property the values that are most frequent in both periods together are held against each other. */
const TESTED = 100;
/** Values beyond this many are not counted one by one. */
const MOST_VALUES = 100_000;

/** Which number: a measure by its place, and a value. */
export interface Place {
  measure: number;
  property: Property;
  /** As the answer shows it. */
  value: string;
}

/** Each measure as a whole, in both periods. */
export async function totalPairs(q: Question<MoversQuery>, measures: MeasureAsked[]): Promise<Array<Pair<number>>> {
  const read = await bothPeriods(q, measures);
  return measures.map((_, measure) => ({ of: measure, ...read(measure, '') }));
}

/** The values of a property that are to be tested, in both periods, and how many there are in all. */
export async function valuePairs(
  q: Question<MoversQuery>,
  measures: MeasureAsked[],
  property: Property,
  totals: Array<Pair<number>>
): Promise<{ pairs: Array<Pair<Place>>; total: number }> {
  const read = await bothPeriods(q, measures, property);
  const labels = valueLabels(read.values);
  const byMeasure = measures.map((asked, measure) =>
    read.values
      .map((value, i) => {
        const pair = { of: { measure, property, value: labels[i] as string }, ...read(measure, value) };
        return partsOf(asked).isShareOfAll ? ofAll(pair, totals[measure] as Pair<number>) : pair;
      })
      .filter((pair) => frequency(pair) > 0)
  );
  const most = (pairs: Array<Pair<Place>>) => pairs.toSorted((a, b) => frequency(b) - frequency(a)).slice(0, TESTED);
  return {
    pairs: byMeasure.flatMap(most),
    total: byMeasure.reduce((sum, pairs) => sum + pairs.length, 0),
  };
}

interface Reader {
  (measure: number, value: string): { now: Part; before: Part };
  /** All values of either period, in the order of their text. */
  values: string[];
}

async function bothPeriods(q: Question<MoversQuery>, measures: MeasureAsked[], property?: Property): Promise<Reader> {
  const split = property ? { dimension: { property }, largest: MOST_VALUES } : {};
  const compute = (range: ResolvedRange): Promise<Numbers> =>
    computeMeasures(
      q,
      { range, plan: planBuckets(range, 'range', q.timezone, q.weekStart), ...split },
      countsOf(measures)
    );
  const [now, before] = await Promise.all([compute(q.range), compute(previousRange(q.range, q.timezone))]);
  const [current, earlier] = [partReader(now, measures), partReader(before, measures)];
  const read = (measure: number, value: string) => ({ now: current(measure, value), before: earlier(measure, value) });
  return Object.assign(read, { values: [...new Set([...now.values, ...before.values])].sort() });
}

/** A value's conversions are a share of all persons: a breakdown splits the numerator only. */
function ofAll({ of, now, before }: Pair<Place>, total: Pair<number>): Pair<Place> {
  return { of, now: { ...now, n: total.now.n }, before: { ...before, n: total.before.n } };
}

/** How much there is to go by. */
function frequency({ now, before }: Pair<Place>): number {
  return now.count + before.count;
}
