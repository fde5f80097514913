import { FieldType, toDataFrame } from '@grafana/data';
import { axisOf, percentOf, ticksOf } from './axis';
import { forestRows, sideOf } from './forestRows';

const rowsOf = (values: unknown[][], { reference = 0, skipEmpty = false } = {}) => {
  const frame = toDataFrame({
    fields: ['estimate', 'low', 'high'].map((name, column) => ({
      name,
      type: FieldType.number,
      values: values.map((row) => row[column]),
    })),
  });
  const [estimate, low, high] = frame.fields as [never, never, never];
  return forestRows({ frame, estimate, low, high }, { reference, skipEmpty });
};

describe('forestRows', () => {
  it('holds closed intervals against the reference', () => {
    const rows = rowsOf([
      [4, 1, 7],
      [-4, -7, -1],
      [1, -2, 4],
      [2, 0, 4], // touches it, and so includes it
    ]);
    expect(rows.map(({ side }) => side)).toEqual(['above', 'below', 'over', 'over']);
    expect(sideOf({ low: 1.2, high: 3 }, 1)).toBe('above');
  });

  it('takes one missing bound for open, and both for nothing known', () => {
    const rows = rowsOf([
      [4, 1, null],
      [4, null, 7],
      [4, null, null],
      [4, -Infinity, Infinity],
    ]);
    expect(rows.map(({ interval }) => interval)).toEqual([
      { low: 1, high: Infinity },
      { low: -Infinity, high: 7 },
      undefined,
      { low: -Infinity, high: Infinity },
    ]);
    expect(rows.map(({ side }) => side)).toEqual(['above', 'over', 'unknown', 'over']);
  });

  it('believes no nonsense', () => {
    const rows = rowsOf([
      [4, 7, 1],
      ['4', '1', '7'],
      [NaN, NaN, NaN],
    ]);
    expect(rows.map(({ estimate, side }) => [estimate, side])).toEqual([
      [4, 'unknown'],
      [null, 'unknown'],
      [null, 'unknown'],
    ]);
  });

  it('leaves out rows without numbers where that is asked', () => {
    const rows = rowsOf(
      [
        [null, null, null],
        [1, 0, 2],
      ],
      { skipEmpty: true }
    );
    expect(rows.map(({ at }) => at)).toEqual([1]);
  });
});

describe('the axis', () => {
  it('holds all that is drawn, and the reference, with 6 % of air', () => {
    // From 0, the reference, to 50: 3 on either side.
    expect(axisOf(rowsOf([[20, 10, 50]]), 0)).toEqual({ from: -3, to: 53 });
  });

  it('is that of the options where they say so, unless it is none', () => {
    const rows = rowsOf([[20, 10, 50]]);
    expect(axisOf(rows, 0, { min: -10, max: 10 })).toEqual({ from: -10, to: 10 });
    expect(axisOf(rows, 0, { min: 10, max: -10 })).toEqual({ from: -3, to: 53 });
  });

  it('has a width also where all numbers are one, open or beyond measure', () => {
    expect(axisOf(rowsOf([[0, 0, 0]]), 0)).toEqual({ from: -1, to: 1 });
    expect(axisOf(rowsOf([[null, -Infinity, Infinity]]), 1)).toEqual({ from: 0, to: 2 });
    const widest = axisOf(rowsOf([[0, -Number.MAX_VALUE, Number.MAX_VALUE]]), 0);
    expect(percentOf(widest, 0)).toBeCloseTo(50);
  });

  it('has round numbers, and no more than have room', () => {
    expect(ticksOf({ from: -3, to: 53 }, 6)).toEqual([0, 10, 20, 30, 40, 50]);
    expect(ticksOf({ from: -0.25, to: 0.31 }, 6)).toEqual([-0.2, -0.1, 0, 0.1, 0.2, 0.3]);
    expect(ticksOf({ from: 0, to: 1e9 }, 2)).toEqual([0, 1e9]);
  });

  it('puts a number where it lies, and what lies beyond at the edge', () => {
    expect([-5, 0, 2.5, 10, 99].map((at) => percentOf({ from: 0, to: 10 }, at))).toEqual([0, 0, 25, 100, 100]);
  });
});
