import type { ExperimentDesign, ExperimentMetric } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../../test/engine';
import type { TestEvent } from '../../../test/events';
import { experimentWorld, sees } from '../../../test/experiment-world';
import { at, day } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const times = <Each>(count: number, each: (i: number) => Each) => Array.from({ length: count }, (_, i) => each(i));

/** Buys so often in the days before seeing the variant, each time for 2 more than the time before, and so often after it. */
function buyer(user_id: string, variant: string, { exposed, before, after }: Record<string, number>): TestEvent[] {
  const hour = exposed!;
  return [
    at(hour - 14 * 24 - 0.001, { user_id, name: 'buy', value: 500 }),
    ...times(before!, (i) => at(hour - 1 - 20 * i, { user_id, name: 'buy', value: 2 * i })),
    sees(hour, user_id, variant),
    ...times(after!, (i) => at(hour + 17 * i, { user_id, name: 'buy', value: 2 * i })),
    ...times(1 + (before! % 3), (i) => at(hour + 13 * i, { user_id, name: 'visit' })),
  ];
}

/** 10 people of control with (i 2) mod 5 purchases before, 12 of bold with (i 3) mod 5, each with up to 2 more after. */
const WORLD = [
  ...times(10, (i) =>
    buyer(`c${i}`, 'control', { exposed: 72 + 5 * i, before: (i * 2) % 5, after: ((i * 2) % 5) + (i % 3) })
  ),
  ...times(12, (i) =>
    buyer(`b${i}`, 'bold', { exposed: 72 + 5 * i, before: (i * 3) % 5, after: ((i * 3) % 5) + ((i + 2) % 3) })
  ),
].flat();

const metric = (more: Partial<ExperimentMetric>): ExperimentMetric => ({
  ...{ name: 'Bought', match: { events: ['buy'] }, type: 'proportion', wanted: 'increase' },
  ...more,
});
const fixed: ExperimentDesign = { method: 'fixed' };

/** Reckoned with NumPy and SciPy by the formula in docs/definitions.md, theta over the 22 people as one sample. */
describe('without what varied before the exposure (CUPED)', () => {
  test.each<[string, ExperimentDesign, object]>([
    [
      'a count',
      { primary: metric({ type: 'count' }) },
      {
        ...{ value: expect.closeTo(35 / 12, 12), effect: expect.closeTo(0.1073306370070779, 9) },
        ...{ effect_low: expect.closeTo(-0.6604607120826017, 9), effect_high: expect.closeTo(0.8751219860967575, 9) },
        ...{ p_value: expect.closeTo(0.7729658910591696, 9), relative_effect: expect.closeTo(3.701056448519928, 9) },
        ...{
          relative_low: expect.closeTo(-22.851520821800603, 9),
          relative_high: expect.closeTo(30.25363371884046, 9),
        },
      },
    ],
    [
      'a proportion, tested relatively',
      { primary: metric({}), scale: 'relative' },
      {
        ...{ effect: expect.closeTo(3.6666666666666625, 9), effect_low: expect.closeTo(-17.074385390774582, 9) },
        ...{ relative_effect: expect.closeTo(4.0740740740740695, 9), p_value: expect.closeTo(0.7188317985413437, 9) },
      },
    ],
  ])('%s', async (_, design, expected) => {
    const { one } = await experimentWorld(engine.store, WORLD);
    const { rows } = await one({ ...fixed, ...design, cuped: true });
    expect(rows[1]).toMatchObject(expected);
  });
});

describe('over time it tells what was known at the end of each day', () => {
  test.each<[string, ExperimentDesign]>([
    ['a proportion', { primary: metric({ window: '1d' }) }],
    ['a count', { primary: metric({ type: 'count' }) }],
    ['a capped sum', { primary: metric({ type: 'sum', cap: { value: 3 } }), method: 'sequential' }],
    ['a ratio', { primary: metric({ type: 'ratio', property: 'value', per: { match: { events: ['visit'] } } }) }],
    ['a count with CUPED', { primary: metric({ type: 'count' }), cuped: true }],
  ])('%s', async (_, design) => {
    const { one } = await experimentWorld(engine.store, WORLD);
    const asked = { ...fixed, ...design };
    const { frame } = await one(asked, { interval: '1d' });
    const effects = frame('effects');
    const exposures = frame('exposures');
    for (const until of [4, 5, 7]) {
      const { rows, frame: then } = await one(asked, { range: { from: day(0), to: day(until) } });
      const [control, bold] = rows as [Record<string, number>, Record<string, number>];
      const i = effects['time']!.indexOf(Date.parse(day(until - 1)));
      const known = (name: string, variant: string) => effects[`${name}{${variant}}`]![i];
      expect(known('value', 'control')).toBeCloseTo(control['value']!, 9);
      expect(known('value', 'bold')).toBeCloseTo(bold['value']!, 9);
      for (const name of ['effect', 'effect_low', 'effect_high', 'relative_effect', 'relative_low', 'p_corrected']) {
        const expected = bold[name]!;
        expect(known(name, 'bold'), name).toEqual(expected === null ? null : expect.closeTo(expected, 9));
      }
      const people = exposures['people{control}']!.slice(0, i + 1) as number[];
      expect(people.reduce((sum, each) => sum + each, 0)).toBe(control['people']);
      expect(exposures['split_p']![i]).toBeCloseTo(then('health')['value']![0] as number, 9);
    }
  });
});
