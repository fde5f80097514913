import type { ExperimentDesign, ExperimentMetric } from '@fawkes/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import type { TestEvent } from '../../../test/events';
import { arm, experimentWorld, rowsOf, sees } from '../../../test/experiment-world';
import { at } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

/** A person who buys for these amounts, and comes so often. What was before the exposure is no part of it. */
function buyer(user_id: string, variant: string, amounts: number[], visits: number): TestEvent[] {
  return [
    at(0.5, { user_id, name: 'buy', value: 1000 }),
    sees(1, user_id, variant),
    ...amounts.map((value, i) => at(2 + i, { user_id, name: 'buy', value })),
    ...Array.from({ length: visits }, (_, i) => at(10 + i, { user_id, name: 'visit' })),
  ];
}

/** Purchases of 10 people: 0, 2, 0, 2, …, and of 12 people: 1, 0, 3, 2, …; amounts and visits rise along. */
const WORLD = [
  ...Array.from({ length: 10 }, (_, i) =>
    buyer(
      `c${i}`,
      'control',
      Array.from({ length: (i * 2) % 4 }, (_none, j) => i + 1 + j),
      1 + (i % 3)
    )
  ),
  ...Array.from({ length: 12 }, (_, i) =>
    buyer(
      `b${i}`,
      'bold',
      Array.from({ length: (i * 3 + 1) % 4 }, (_none, j) => 2 * (i + 1) + j),
      1 + (i % 3)
    )
  ),
].flat();

const buys = { events: ['buy'] };
const metric = (name: string, more: Partial<ExperimentMetric>): ExperimentMetric => ({
  ...{ name, match: buys, type: 'proportion', wanted: 'increase' },
  ...more,
});
const primary = metric('Bought', {});
const fixed: ExperimentDesign = { method: 'fixed', plannedSample: 20 };

/** All expected values are of NumPy and SciPy 1.17: ttest_ind(equal_var=False) with its interval, t.interval, and sorted lists. */
test('counts, sums, capped sums, ratios and quantiles from one reading of the events', async () => {
  const { one } = await experimentWorld(engine.store, WORLD);
  const { rows } = await one({
    ...fixed,
    primary,
    secondary: [
      metric('Purchases', { type: 'count' }),
      metric('Revenue', { type: 'sum' }),
      metric('Revenue, capped', { type: 'sum', cap: { percentile: 0.9 } }),
      metric('Purchases a visit', { type: 'ratio', per: { match: { events: ['visit'] } } }),
      metric('Median revenue', { type: 'quantile', quantile: 0.5, property: 'value' }),
    ],
  });
  const of = (name: string) => rows.filter((row) => row['metric'] === name);
  expect(of('Purchases')).toMatchObject([
    { variant: 'control', role: 'secondary', people: 10, unit: '', value: 1 },
    { variant: 'bold', people: 12, value: 1.5, effect: 0.5, p_value: expect.closeTo(0.3042435134429383, 12) },
  ]);
  expect(of('Revenue')).toMatchObject([
    { value: 6.5 },
    { value: 22, effect: 15.5, p_value: expect.closeTo(0.0438356859195957, 12) },
  ]);
  // The 20th of 22 values in their order is 45.
  expect(of('Revenue, capped')).toMatchObject([
    { value: 6.5, value_low: expect.closeTo(0.7449449230277683, 9), value_high: expect.closeTo(12.255055076972232, 9) },
    { value: expect.closeTo(236 / 12, 12), p_value: expect.closeTo(0.039476078763868216, 12) },
  ]);
  expect(of('Purchases a visit')).toMatchObject([
    { value: expect.closeTo(10 / 19, 12) },
    { value: 0.75, p_value: expect.closeTo(0.4293553939996121, 12) },
  ]);
  expect(of('Median revenue')).toMatchObject([{ value: 0 }, { value: 17 }]);
  // Of five questions about other metrics the smallest p-value counts five times.
  expect(of('Revenue, capped')[1]).toMatchObject({ p_corrected: expect.closeTo(5 * 0.039476078763868216, 12) });
  expect(of('Bought')).toMatchObject([{ value: 50 }, { value: 75, p_corrected: expect.any(Number), role: 'primary' }]);
});

test('a window is inclusive, and is counted from the exposure', async () => {
  const { one } = await experimentWorld(engine.store, [
    ...['a', 'b', 'c'].map((user) => sees(1, user, 'control')),
    at(25, { user_id: 'a', name: 'buy' }),
    at(25 + 1 / 3_600_000, { user_id: 'b', name: 'buy' }),
    at(1, { user_id: 'c', name: 'buy' }),
    at(300, { user_id: 'c', name: 'buy' }),
  ]);
  const { rows, frame } = await one({
    primary: { ...primary, window: '1d' },
    secondary: [metric('Purchases', { type: 'count', window: '1d' }), metric('Ever', { type: 'count' })],
  });
  expect(frame('variants')).toMatchObject({ assignments: [3], conversions: [2] });
  expect(rows.map(({ value }) => value)).toEqual([
    expect.closeTo(200 / 3, 9),
    expect.closeTo(2 / 3, 9),
    expect.closeTo(4 / 3, 9),
  ]);
});

test('a definition says what is measured, wherever the experiment is shown', async () => {
  const definition = {
    ...({ name: 'checkout', control: 'control', method: 'fixed', plannedSample: 2000 } as const),
    variants: [
      { name: 'control', weight: 1 },
      { name: 'bold', weight: 1 },
    ],
    primary: metric('Paid', { match: { events: ['pay'] } }),
    guardrails: [{ ...metric('Complaints', { match: { events: ['complain'] }, wanted: 'decrease' }), margin: 0.1 }],
  };
  const each = (variant: string, name: string, from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => at(30, { user_id: `${variant} ${from + i}`, name }));
  const paid = [
    ...[...arm('control', 1000, 500), ...arm('bold', 1000, 100)],
    ...[...each('control', 'pay', 0, 100), ...each('bold', 'pay', 0, 200)],
  ];
  const draft = { ...definition, name: 'next', primary: undefined };
  const { one, list, people } = await experimentWorld(engine.store, paid, [definition, draft]);
  const { frame, rows } = await one();
  expect(frame('variants')).toMatchObject({ variant: ['bold', 'control'], conversions: [200, 100] });
  expect(frame('summary')).toMatchObject({ winner: ['bold'], sample_reached: [100] });
  expect(rows.map(({ metric: name, variant, verdict }) => [name, variant, verdict])).toEqual([
    ['Paid', 'control', ''],
    ['Paid', 'bold', 'better'],
    ['Complaints', 'control', ''],
    ['Complaints', 'bold', 'open'],
  ]);
  expect(columns(await people({ who: 'converted', variant: 'bold' }))['person']).toHaveLength(200);
  const listed = await list({ interval: '1w' });
  expect(rowsOf(columns(listed))).toMatchObject([
    { experiment: 'checkout', status: 'running', winner: 'bold', p_value: frame('summary')['p_value']![0] },
    { experiment: 'next', status: 'draft', started: null, assigned: 0, winner: null, p_value: null },
  ]);
  expect(rowsOf(columns(listed, 1))).toMatchObject([
    { variant: 'bold', conversions: 200 },
    { variant: 'control', conversions: 100 },
    { experiment: 'next', assignments: 0, conversion_rate: null },
    { experiment: 'next', assignments: 0, rate_low: null },
  ]);
  expect(columns(listed, 3)).toMatchObject({ 'conversions{checkout,bold}': [200, 200] });
  expect(columns(await list({ status: 'draft' }))['experiment']).toEqual(['next']);
  const next = await one(undefined, { experiment: 'next' });
  expect(next.frame('summary')).toMatchObject({ status: ['draft'], started: [null], winner: [null], p_value: [null] });

  const harmed = await experimentWorld(
    engine.store,
    [...paid, ...each('control', 'complain', 0, 50), ...each('bold', 'complain', 300, 500)],
    [definition]
  );
  const { frame: of } = await harmed.one();
  expect(of('summary')).toMatchObject({
    winner: [null],
    recommendation: [
      expect.stringMatching(/^"bold" is better .* but harms what it must not: Complaints is 300 % higher/),
    ],
  });
  expect(columns(await harmed.list())).toMatchObject({ winner: [null] });
});

test('a list of experiments that each convert otherwise has what each of them has alone', async () => {
  const shown = (experiment: string, hours: number, user_id: string, variant: string) =>
    at(hours, { user_id, name: 'exposure', interactive: false, props: { experiment, variant } });
  const events = Array.from({ length: 40 }, (_, i) => {
    const user = `u${i}`;
    const variant = i % 2 ? 'control' : 'bold';
    return [
      ...['one', 'two', 'three', 'four'].map((experiment, n) => shown(experiment, 1 + n, user, variant)),
      ...(i % 3 ? [at(3.5, { user_id: user, name: 'buy' })] : []),
      ...(i % 5 ? [at(30, { user_id: user, name: 'visit', props: { experiment: 'four', variant } })] : []),
    ];
  }).flat();
  const defined = (name: string, event: string, window?: string) => ({
    name,
    primary: metric('Did', { match: { events: [event] }, ...(window && { window }) }),
  });
  const definitions = [defined('one', 'buy'), defined('two', 'visit', '1d'), defined('three', 'buy', '2h')];
  const { list, one } = await experimentWorld(engine.store, events, definitions);
  const listed = await list();
  const variants = rowsOf(columns(listed, 1));
  for (const experiment of ['one', 'two', 'three', 'four']) {
    const { frame } = await one(undefined, { experiment });
    const own = variants.filter((row) => row['experiment'] === experiment).map(({ experiment: _, ...row }) => row);
    expect(own).toEqual(rowsOf(frame('variants')));
    expect(rowsOf(columns(listed)).find((row) => row['experiment'] === experiment)).toMatchObject({
      p_value: frame('summary')['p_value']![0],
    });
  }
  // Of 20 people of each variant 13 bought (at 3.5 h, half an hour after the third exposure) and 16 came back (28 h after the second).
  const conversions = (experiment: string) =>
    variants.filter((row) => row['experiment'] === experiment).map((row) => row['conversions']);
  expect(['one', 'two', 'three', 'four'].map(conversions)).toEqual([
    [13, 13],
    [0, 0],
    [13, 13],
    [16, 16],
  ]);
});
