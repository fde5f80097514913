import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowRanges, type RowRange } from './row-ranges';

const rows = fc.uniqueArray(fc.integer({ min: 1, max: 60 })).map((all) => all.sort((a, b) => a - b));
const range = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.nat({ max: 5 }))
  .map(([first, more]): RowRange => [first, first + more]);

function members(set: RowRanges): number[] {
  return set.list.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
}

describe('row ranges', () => {
  it('hold the rows they are made of, and no others', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const set = RowRanges.of(given);
        expect(members(set)).toEqual(given);
        expect(set.size).toBe(given.length);
        expect(Array.from({ length: 62 }, (_, row) => row).filter((row) => set.has(row))).toEqual(given);
      })
    );
  });

  it('are joined as sets are', () => {
    fc.assert(
      fc.property(fc.array(range), (ranges) => {
        const joined = RowRanges.joined(ranges);
        const all = ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
        expect(members(joined)).toEqual([...new Set(all)].sort((a, b) => a - b));
        expect(joined).toEqual(RowRanges.of(members(joined)));
      })
    );
  });

  it('are written and read', () => {
    expect(RowRanges.of([1, 2, 3, 5, 8, 9]).toString()).toBe('1-3,5,8-9');
    fc.assert(
      fc.property(rows, (given) => {
        expect(RowRanges.parse(RowRanges.of(given).toString())).toEqual(RowRanges.of(given));
      })
    );
  });
});
