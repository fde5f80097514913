import type { MeasureAsked, QueryInput } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import { at, day, world } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

type Trends = Extract<QueryInput, { kind: 'trends' }>;
const monday = { v: 1, kind: 'trends', range: { from: day(0), to: day(1) }, interval: 'range' } as const;
const asking = (...measures: MeasureAsked[]): Trends => ({ ...monday, measures });

describe('formulas', () => {
  const orders: MeasureAsked = { measure: 'events', match: { events: ['Order'] }, hidden: true };
  const DAYS = [at(1), at(2), at(3, { name: 'Order' }), at(25), at(49, { name: 'Order' })];
  const range = { from: day(0), to: day(3) };

  test('are computed in each bucket, their inputs hidden; what is divided by nothing is not known', async () => {
    const { query, notices } = await world(engine.store, DAYS);
    const formulas = [{ formula: 'A / B * 100', name: 'orders', unit: 'percent' }, { formula: 'A + B' }];
    const asked: Trends = { ...monday, range, interval: '1d', measures: [orders, { measure: 'page_views' }], formulas };
    const answered = await query(asked);
    expect(Object.keys(answered)).toEqual(['time', 'page_views', 'orders', 'formula']);
    expect(answered).toMatchObject({ page_views: [2, 1, 0], orders: [50, 0, null], formula: [3, 1, 1] });
    expect(await notices([], asked)).toContainEqual({
      severity: 'info',
      code: 'formula_undefined',
      text: 'orders divides by 0 in 1 of 3 places: no number is shown there.',
    });
  });

  test('stand for each value, for the rest, and against the previous period', async () => {
    const path = (hours: number, value: string, name = 'pageview') => at(hours, { name, path: value });
    const { query } = await world(engine.store, [
      path(1, '/a'),
      path(2, '/a'),
      path(3, '/a', 'Order'),
      path(4, '/b'),
      path(5, '/b', 'Order'),
      path(-1, '/a'),
      path(-2, '/a', 'Order'),
    ]);
    const asked: Trends = {
      ...monday,
      measures: [{ measure: 'events', hidden: true }, orders],
      formulas: [{ formula: 'B / A * 100', name: 'share' }],
      breakdown: { property: 'page.path', limit: 1 },
      compare: 'previous',
    };
    expect(await query(asked)).toMatchObject({
      'share{/a}': [expect.closeTo(100 / 3, 9)],
      'share{/a,previous}': [50],
      'share_change{/a}': [-33],
      'share{Other}': [50],
      'share{Other,previous}': [null],
      'share_change{Other}': [null],
    });
    const { breakdown: _, interval: __, ...rest } = asked;
    expect(await query({ ...rest, kind: 'top', property: 'page.path' })).toEqual({
      'page.path': ['/a', '/b'],
      share: [expect.closeTo(100 / 3, 9), 50],
      share_previous: [50, null],
      share_change: [-33, null],
    });
  });

  test.each([
    [
      { measures: [orders], formulas: [{ formula: 'A / C' }] },
      'formulas.0.formula',
      'at character 5: there is no measure C',
    ],
    [{ measures: [orders] }, 'measures', 'all measures are hidden'],
    [{ measures: [{ measure: 'page_views', property: 'value' }] }, 'measures.0.property', 'takes no property'],
    [{ measures: [{ measure: 'sum', property: 'session.source' }] }, 'measures.0.property', 'is no number'],
    [{ measures: [{ ...orders, hidden: false, goal: 'Order' }] }, 'measures.0', 'either a match or the name of a goal'],
    [{ measures: [{ measure: 'sessions', goal: 'Order' }] }, 'measures.0', 'takes no match and no goal'],
  ])('%j is refused at %s', async (changes, path, message) => {
    const asked = { ...monday, ...changes } as QueryInput;
    const refused = { path, message: expect.stringContaining(message) };
    await expect(ask(engine.store, asked)).rejects.toMatchObject({ status: 400, errors: [refused] });
  });
});

test('a goal by its name is what it is defined as, and one that is not defined is refused', async () => {
  await load(engine.store, [
    { ...at(1, { name: 'Order' }), workspace: 'goals' },
    { ...at(2, { user_id: 'bob' }), workspace: 'goals' },
  ]);
  const goals = [{ name: 'Ordering', match: { events: ['Order'] } }];
  const named = asking({ measure: 'conversions', goal: 'Ordering' }, { measure: 'conversion_rate', goal: 'Ordering' });
  const answered = await ask(engine.store, named, { workspace: 'goals', goals });
  expect(columns(answered)).toMatchObject({ conversions: [1], conversion_rate: [50] });
  expect(answered.frames[0]!.schema.fields.map(({ config }) => config?.displayName)).toEqual([
    'Time',
    'Conversions: Ordering',
    'Conversion rate: Ordering',
  ]);
  const unknown = asking({ measure: 'conversions', goal: 'Nothing' });
  await expect(ask(engine.store, unknown, { goals })).rejects.toMatchObject({ status: 404, code: 'unknown_goal' });
});
