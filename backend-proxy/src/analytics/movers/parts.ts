import type { MeasureAsked } from '@fawkes/contract';
import type { Numbers } from '../measures/numbers';

/** One number of one period: so many, and for a rate of how many. */
export interface Part {
  count: number;
  n: number | null;
}

/** The counts that a measure is made of, and whether the second one is split by values, too. */
interface Parts {
  count: MeasureAsked;
  n?: MeasureAsked;
  /** The rate of all of which a value has its share: persons who converted / all persons. */
  isShareOfAll?: boolean;
}

/** A rate is held against another by its counts; anything else is a count itself. */
export function partsOf(asked: MeasureAsked): Parts {
  switch (asked.measure) {
    case 'conversion_rate':
      return { count: { ...asked, measure: 'conversions' }, n: { measure: 'unique_visitors' }, isShareOfAll: true };
    case 'bounce_rate':
      return { count: { measure: 'bounces' }, n: { measure: 'sessions' } };
    default:
      return { count: asked };
  }
}

/** All counts that the measures are made of: of each one its count, and for a rate what it is counted of. */
export function countsOf(measures: MeasureAsked[]): MeasureAsked[] {
  return measures.flatMap((asked) => {
    const { count, n } = partsOf(asked);
    return n ? [count, n] : [count];
  });
}

/** A reader of the numbers of `countsOf`, over a range that is one bucket and that nothing splits. */
export function partReader(numbers: Numbers, measures: MeasureAsked[]): (measure: number) => Part {
  const starts = measures.map((_, i) => countsOf(measures.slice(0, i)).length);
  return (measure) => {
    const start = starts[measure] as number;
    const { n } = partsOf(measures[measure] as MeasureAsked);
    const read = (place: number) => numbers.read(0, '', place) ?? 0;
    return { count: read(start), n: n ? read(start + 1) : null };
  };
}

/** The number that is shown: the count, or the rate in percent, null where it is a rate of nobody. */
export function numberOf({ count, n }: Part): number | null {
  return n === null ? count : n === 0 ? null : (100 * count) / n;
}
