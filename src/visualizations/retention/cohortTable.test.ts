import { createTheme, FieldType, toDataFrame, type DataFrame } from '@grafana/data';
import { cellColors, rangeOf, readableOn } from './cellColors';
import { cohortTable } from './cohortTable';
import { ratesFrames } from './testCohorts';

const wide = (values: Record<string, unknown[]>, config = {}): DataFrame =>
  toDataFrame({
    fields: Object.entries(values).map(([name, column]) => ({
      name,
      type: typeof column[0] === 'string' ? FieldType.string : FieldType.number,
      values: column,
      config: name.startsWith('w') ? config : {},
    })),
  });

describe('cohortTable', () => {
  it('takes the rates of our retention, whichever frame comes first', () => {
    const table = cohortTable(ratesFrames(), {});
    expect([table?.frame.name, table?.head.name, table?.size?.name, table?.cells.map(({ name }) => name)]).toEqual([
      'rates',
      'time',
      'size',
      ['n0', 'n1', 'n2'],
    ]);
    expect(table?.people?.name).toBe('people');
  });

  it('takes the mean that our retention answers, which leaves out intervals that are not over', () => {
    expect(cohortTable(ratesFrames(), {})?.mean).toEqual([100, 40, null]);
  });

  it('weighs shares by the size of their cohorts', () => {
    // (100 · 50 % + 300 · 10 %) / 400 = 20 %; the second has one cohort only.
    const table = cohortTable(
      [wide({ cohort: ['a', 'b'], size: [100, 300], w1: [50, 10], w2: [30, null] }, { unit: 'percent' })],
      {}
    );
    expect(table?.mean).toEqual([20, 30]);
  });

  it('counts other numbers once each', () => {
    const table = cohortTable([wide({ cohort: ['a', 'b'], size: [100, 300], w1: [50, 10], w2: [null, null] })], {});
    expect(table?.mean).toEqual([30, null]);
  });

  it('takes a first number of another name for a cell, and what the options name for head and size', () => {
    const frame = wide({ cohort: ['a'], country: ['de'], january: [1], february: [2] });
    expect(cohortTable([frame], {})?.cells).toHaveLength(2);
    const chosen = cohortTable([frame], { head: 'country', size: 'february' });
    expect([chosen?.head.name, chosen?.size?.name, chosen?.cells[0]?.name]).toEqual(['country', 'february', 'january']);
  });

  it.each([[[]], [[wide({ cohort: ['a'] })]], [[wide({ n: [1] })]]])('says so where there is none', (frames) => {
    expect(cohortTable(frames, {})).toBeUndefined();
  });
});

describe('the colours', () => {
  const table = cohortTable(ratesFrames(), {})!;

  it('reach from 0 to the largest value after the first column', () => {
    expect(rangeOf(table.cells, { firstInScale: false })).toEqual({ min: 0, max: 50 });
    expect(rangeOf(table.cells, { firstInScale: true })).toEqual({ min: 0, max: 100 });
  });

  it('reach as far as the options say, below 0 where there is less, and somewhere where all is 0', () => {
    const [field] = table.cells;
    const other = (values: unknown[], config = {}) => [{ ...field!, values, config }];
    expect(rangeOf(other([1], { min: -5, max: 5 }), { firstInScale: true })).toEqual({ min: -5, max: 5 });
    expect(rangeOf(other([-3, 2, null, 'x']), { firstInScale: true })).toEqual({ min: -3, max: 2 });
    expect(rangeOf(other([0, NaN]), { firstInScale: true })).toEqual({ min: 0, max: 1 });
  });

  it.each(['dark', 'light'] as const)('leave the text readable: %s', (mode) => {
    const theme = createTheme({ colors: { mode } });
    const blues = { ...table.cells[1]!, config: { color: { mode: 'continuous-blues' } } };
    const colors = cellColors(blues, { min: 0, max: 50 }, theme);
    expect(colors(0).background).not.toBe(colors(50).background);
    expect(colors(99)).toEqual(colors(50));
    expect(readableOn('#ffffff', theme)).toBe('#000000');
    expect(readableOn('rgb(20, 30, 80)', theme)).toBe('#ffffff');
    expect(readableOn('transparent', theme)).toBe(theme.colors.text.primary);
  });
});
