import { type MeasureAsked, measureOf } from '@fawkes/contract';

/** Numbers by bucket, value and place of the measure; `read` gives 0 for a count or sum and null for anything else without a cell. */
export class Numbers {
  private readonly cells = new Map<string, Map<number, Array<number | null | undefined>>>();

  constructor(private readonly asked: MeasureAsked[]) {}

  /** The values that have a cell, in the order in which they came. */
  get values(): Iterable<string> {
    return this.cells.keys();
  }

  has(value: string): boolean {
    return this.cells.has(value);
  }

  write(bucket: number, value: string, measure: number, number: number | null): void {
    let buckets = this.cells.get(value);
    if (buckets === undefined) {
      this.cells.set(value, (buckets = new Map()));
    }
    const numbers = buckets.get(bucket);
    if (numbers === undefined) {
      buckets.set(bucket, Object.assign([], { [measure]: number }));
    } else {
      numbers[measure] = number;
    }
  }

  read(bucket: number, value: string, measure: number): number | null {
    const number = this.cells.get(value)?.get(bucket)?.[measure];
    return number === undefined ? (startsAtZero(this.asked[measure] as MeasureAsked) ? 0 : null) : number;
  }
}

/** Counts and sums of nothing are 0; a ratio, a mean or a percentile of nothing is not known. */
export function startsAtZero({ measure }: MeasureAsked): boolean {
  return measureOf(measure).integer || measure === 'sum';
}
