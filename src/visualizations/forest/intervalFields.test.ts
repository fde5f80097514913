import { FieldType, toDataFrame, type DataFrame } from '@grafana/data';
import { intervalFields } from './intervalFields';

/** Numbers of fields whose names say nothing. */
const BY_PLACE: Record<string, number> = { a: 1, b: 2, c: 3 };

const frameOf = (names: string[], texts: string[] = ['variant']): DataFrame =>
  toDataFrame({
    fields: [
      ...texts.map((name) => ({ name, type: FieldType.string, values: ['a'] })),
      ...names.map((name, i) => ({ name, type: FieldType.number, values: [BY_PLACE[name] ?? i] })),
    ],
  });

const found = (names: string[]) => {
  const fields = intervalFields([frameOf(names)], {});
  return fields && [fields.estimate.name, fields.low.name, fields.high.name];
};

describe('intervalFields', () => {
  it.each([
    [
      ['effect', 'effect_low', 'effect_high'],
      ['effect', 'effect_low', 'effect_high'],
    ],
    [
      ['mean', 'lower', 'upper'],
      ['mean', 'lower', 'upper'],
    ],
    [
      ['Odds ratio', 'CI lower', 'CI upper'],
      ['Odds ratio', 'CI lower', 'CI upper'],
    ],
    [
      ['n', 'hazardRatio', 'hazardRatioFrom', 'hazardRatioTo'],
      ['hazardRatio', 'hazardRatioFrom', 'hazardRatioTo'],
    ],
    [
      ['b', 'a', 'c', 'd'],
      ['b', 'a', 'c'],
    ],
  ])('finds them by name, else by place: %j', (names, expected) => {
    expect(found(names)).toEqual(expected);
  });

  it('prefers relative effects of an experiment’s answer to values, which are held against nothing', () => {
    expect(
      found([
        'people',
        ...['value', 'value_low', 'value_high'],
        ...['effect', 'effect_low', 'effect_high'],
        ...['relative_effect', 'relative_low', 'relative_high'],
        'p_value',
      ])
    ).toEqual(['relative_effect', 'relative_low', 'relative_high']);
  });

  it('takes of several frames the one with effects', () => {
    const variants = frameOf(['rate', 'rate_low', 'rate_high']);
    const results = frameOf(['effect', 'effect_low', 'effect_high']);
    expect(intervalFields([variants, results], {})?.frame).toBe(results);
    expect(intervalFields([variants], {})?.frame).toBe(variants);
  });

  it('takes no numbers for an interval in which the first does not lie', () => {
    expect(found(['a', 'b', 'c'])).toBeUndefined();
  });

  it('takes what the options name, by the name that is shown, too', () => {
    const frame = frameOf(['x', 'y', 'z', 'w'], ['metric', 'variant']);
    frame.fields[5]!.config = { displayName: 'The estimate' };
    const fields = intervalFields([frame], {
      estimate: 'The estimate',
      low: 'y',
      high: 'x',
      names: ['variant', 'gone'],
    });
    expect([fields?.estimate, fields?.low, fields?.high, ...(fields?.names ?? [])].map((field) => field?.name)).toEqual(
      ['w', 'y', 'x', 'variant']
    );
  });

  it('names rows by the texts before the first number', () => {
    const frame = frameOf(['effect', 'effect_low', 'effect_high'], ['metric', 'variant']);
    frame.fields.push({ name: 'verdict', type: FieldType.string, values: ['won'], config: {} });
    expect(intervalFields([frame], {})?.names.map(({ name }) => name)).toEqual(['metric', 'variant']);
  });

  it.each([[[]], [[frameOf([])]], [[frameOf(['a', 'b'])]], [[frameOf(['low', 'high'])]]])(
    'says so where there is none',
    (frames) => {
      expect(intervalFields(frames, {})).toBeUndefined();
    }
  );

  it('does not take another field for one that the options name and that is gone', () => {
    expect(intervalFields([frameOf(['effect', 'effect_low', 'effect_high'])], { low: 'gone' })).toBeUndefined();
  });
});
