/** Numbers of rows from the first to the last, both included. */
export type RowRange = [first: number, last: number];

/** A set of row numbers as few ranges, in order and apart. */
export class RowRanges {
  private constructor(readonly list: readonly RowRange[]) {}

  static readonly none = new RowRanges([]);

  /** Rising numbers. */
  static of(rows: Iterable<number>): RowRanges {
    const list: RowRange[] = [];
    for (const row of rows) {
      const last = list.at(-1);
      if (last?.[1] === row - 1) {
        last[1] = row;
      } else {
        list.push([row, row]);
      }
    }
    return new RowRanges(list);
  }

  /** Ranges in any order, which may overlap. */
  static joined(ranges: Iterable<RowRange>): RowRanges {
    const list: RowRange[] = [];
    for (const [first, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
      const last = list.at(-1);
      if (last && first <= last[1] + 1) {
        last[1] = Math.max(last[1], end);
      } else {
        list.push([first, end]);
      }
    }
    return new RowRanges(list);
  }

  /** Reads what `toString` wrote. */
  static parse(text: string): RowRanges {
    const range = (part: string): RowRange => {
      const [first = NaN, last = first] = part.split('-').map(Number);
      return [first, last];
    };
    return new RowRanges(text === '' ? [] : text.split(',').map(range));
  }

  /** How many rows. */
  get size(): number {
    return this.list.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  }

  has(row: number): boolean {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.list[middle]![1] < row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const found = this.list[low];
    return found !== undefined && found[0] <= row;
  }

  /** `1-20000,20002`. */
  toString(): string {
    return this.list.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(',');
  }
}
