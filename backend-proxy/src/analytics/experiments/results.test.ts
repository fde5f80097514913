import type { ExperimentDesign } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { arm, experimentWorld, sees } from '../../../test/experiment-world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

/** The numbers beside each field are of SciPy 1.17 and the formulas of docs/definitions.md, reckoned in Python. */
describe('three variants of 200, of whom 40, 84 and 44 convert', () => {
  const EVENTS = [...arm('control', 200, 40), ...arm('bold', 200, 84), ...arm('calm', 200, 44)];

  test('sequentially: effects, p-values, Holm’s correction with its interval, and the winner', async () => {
    const { one, list } = await experimentWorld(engine.store, EVENTS);
    const { rows, frame, meta } = await one();
    expect(rows).toMatchObject([
      {
        ...{ metric: 'conversion', role: 'primary', variant: 'control', people: 200, unit: '%', value: 20 },
        ...{ effect: null, relative_effect: null, p_value: null, chance_to_win: null, verdict: '' },
      },
      {
        ...{ variant: 'bold', value: 42, effect: expect.closeTo(22, 9), relative_effect: expect.closeTo(110, 9) },
        p_value: expect.closeTo(0.012140603472754263, 12),
        p_corrected: expect.closeTo(0.024281206945508525, 12),
        // Half-width z(0.025) |lift| / z(p / 2).
        effect_low: expect.closeTo(2.858454743731148, 9),
        effect_high: expect.closeTo(41.141545256268847, 9),
        relative_low: expect.closeTo(14.292273718655724, 9),
        relative_high: expect.closeTo(205.70772628134426, 9),
        chance_to_win: expect.closeTo(99.99995143380018, 9),
        expected_loss: expect.closeTo(4.143434776543367e-7, 12),
        verdict: 'better',
      },
      {
        ...{ variant: 'calm', value: 22, p_value: 1, p_corrected: 1, verdict: 'open' },
        effect_low: expect.closeTo(-14.637045124785034, 9),
        effect_high: expect.closeTo(18.637045124785032, 9),
      },
    ]);
    expect(frame('summary')).toMatchObject({
      ...{ control: ['control'], winner: ['bold'], significant: [true], health: ['ok'], method: ['sequential'] },
      p_value: [expect.closeTo(0.024281206945508525, 12)],
      recommendation: [`Ship "bold": conversion is 110 % higher than control's (p = 0.024).`],
    });
    expect(frame('health')).toMatchObject({
      check: ['sample_ratio', 'several_variants_seen', 'control', 'people'],
      state: ['ok', 'ok', 'ok', 'ok'],
      value: [1, 0, null, 200],
    });
    expect(meta.notices).toEqual([]);
    const { winner, p_value, recommendation } = frame('summary');
    expect(columns(await list())).toMatchObject({ winner, p_value, recommendation });
    expect(columns(await list(), 2)).toEqual({ experiments: [1], running: [1], significant: [1] });
  });

  test('at a fixed horizon: Welch’s test, and no winner before the planned sample or without one', async () => {
    const { one } = await experimentWorld(engine.store, EVENTS);
    const fixed = (design: ExperimentDesign = {}) => one({ method: 'fixed', ...design });
    const { rows, frame } = await fixed();
    expect(rows[1]).toMatchObject({ p_value: expect.closeTo(1.4371255167446406e-6, 14) });
    expect(rows[2]).toMatchObject({
      p_value: expect.closeTo(0.6235725599284481, 12),
      effect_low: expect.closeTo(-6.0050612018957686, 9),
      effect_high: expect.closeTo(10.005061201895767, 9),
    });
    expect(frame('summary')).toMatchObject({
      ...{ winner: [null], significant: [false] },
      recommendation: [expect.stringContaining('without a planned sample')],
    });
    expect((await fixed({ plannedSample: 601 })).frame('summary')).toMatchObject({
      ...{ winner: [null], sample_reached: [expect.closeTo(100 * (600 / 601), 9)] },
      recommendation: [expect.stringContaining('600 of the 601 planned people')],
    });
    expect((await fixed({ plannedSample: 600 })).frame('summary')).toMatchObject({
      ...{ winner: ['bold'], sample_reached: [100], days_left: [0] },
    });
  });

  test('on the relative scale, one-sided, by another control, and where less is better', async () => {
    const { one } = await experimentWorld(engine.store, EVENTS);
    const relative = await one({ method: 'fixed', scale: 'relative', plannedSample: 100 });
    expect(relative.rows[1]).toMatchObject({ p_value: expect.closeTo(0.001522624968397909, 12) });
    const less = await one({
      ...{ control: 'bold', method: 'fixed', plannedSample: 100 },
      primary: { name: 'Refunds', match: { events: ['buy'] }, type: 'proportion', wanted: 'decrease' },
    });
    expect(less.frame('summary')).toMatchObject({ winner: ['control'], control: ['bold'] });
    expect(less.rows.map(({ variant, verdict }) => [variant, verdict])).toEqual([
      ['bold', ''],
      ['calm', 'better'],
      ['control', 'better'],
    ]);
    const more = await one({ control: 'bold', method: 'fixed', plannedSample: 100 });
    expect(more.frame('summary')).toMatchObject({
      ...{ winner: [null], significant: [true] },
      recommendation: [expect.stringMatching(/^Keep the control\. "calm" loses: .*"control" loses: /)],
    });
    const oneSided = await one({ method: 'fixed', sides: 'one' });
    expect(oneSided.rows[1]).toMatchObject({ p_value: expect.closeTo(1.4371255167446406e-6 / 2, 14) });
  });
});

test('a broken split, people who saw several variants, or no control leave no winner', async () => {
  const decided = [...arm('control', 1000, 100), ...arm('bold', 1000, 300)];
  expect((await (await experimentWorld(engine.store, decided)).one()).frame('summary')).toMatchObject({
    winner: ['bold'],
  });

  // SciPy: chisquare([1000, 1000], [2000 / 3, 4000 / 3]) has a p-value of 2.1e-56.
  const split = await (
    await experimentWorld(engine.store, decided)
  ).one({
    variants: [
      { name: 'control', weight: 1 },
      { name: 'bold', weight: 2 },
    ],
  });
  expect(split.frame('summary')).toMatchObject({
    ...{ winner: [null], significant: [false], health: ['failed'] },
    recommendation: [expect.stringContaining('The split is broken: bold 1000, control 1000')],
  });
  expect(split.meta.notices).toMatchObject([{ severity: 'error', code: 'sample_ratio_mismatch' }]);

  const both = Array.from({ length: 230 }, (_, i) => sees(3, `control ${i}`, 'bold'));
  const several = await (await experimentWorld(engine.store, [...decided, ...both])).one();
  expect(several.frame('summary')).toMatchObject({ winner: [null], health: ['failed'] });

  const unnamed = await (
    await experimentWorld(engine.store, [...arm('red', 1000, 100), ...arm('blue', 1000, 300)])
  ).one();
  expect(unnamed.rows.map(({ p_value }) => p_value)).toEqual([null, null]);
  expect(unnamed.frame('summary')).toMatchObject({ winner: [null], p_value: [null], control: [null] });
});
