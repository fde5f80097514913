import type { QueryInput } from '@fawkes/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load, type TestEvent } from '../../../test/events';
import { at, day } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

type Movers = Extract<QueryInput, { kind: 'movers' }>;
const monday: Movers = {
  v: 1,
  kind: 'movers',
  range: { from: day(0), to: day(1) },
  measures: [{ measure: 'page_views' }],
  properties: ['page.path'],
};

/** So many events on Monday and on the day before. */
const both = (now: number, before: number, changes: Partial<TestEvent>): TestEvent[] => [
  ...Array.from({ length: now }, (_, i) => at(i / 100, changes)),
  ...Array.from({ length: before }, (_, i) => at(-1 - i / 100, changes)),
];

let runs = 0;
async function answered(events: TestEvent[], changes: Partial<Movers> = {}) {
  const workspace = `movers${(runs += 1)}`;
  await load(
    engine.store,
    events.map((e) => ({ ...e, workspace }))
  );
  const answer = await ask(engine.store, { ...monday, ...changes }, { workspace });
  return { rows: columns(answer), totals: columns(answer, 1), answer, workspace };
}

describe('by hand', () => {
  const VIEWS = [...both(30, 10, { path: '/a' }), ...both(12, 20, { path: '/b' }), ...both(5, 5, { path: '/c' })];
  const close = (...numbers: number[]) => numbers.map((n) => expect.closeTo(n, 9));

  test('counts as two Poisson rates, by how little chance explains their change', async () => {
    const { rows, totals } = await answered(VIEWS);
    // test_poisson_2indep(…, method='score') and multipletests(…, method='holm') of statsmodels.
    expect(rows).toEqual({
      measure: ['Page views', 'Page views', 'Page views'],
      property: ['Page', 'Page', 'Page'],
      value: ['/a', '/b', '/c'],
      current: [30, 12, 5],
      previous: [10, 20, 5],
      difference: [20, -8, 0],
      change: [200, -40, 0],
      z: close(3.162277660168379, -1.414213562373095, 0),
      p: close(0.001565402258002548, 0.15729920705028516, 1),
      p_corrected: close(0.004696206774007644, 0.3145984141005703, 1),
      explained: close(166.66666666666666, -66.66666666666667, 0), // of 12 more
    });
    // 47 against 35: z = 12 / sqrt(82).
    expect(totals).toMatchObject({
      measure: ['Page views'],
      difference: [12],
      change: [34],
      z: close(12 / Math.sqrt(82)),
    });
  });

  test('rates as two proportions; a value of a rate has its part of the whole', async () => {
    const order = { events: ['Order'] };
    const person = (i: number, hours: number, ...names: string[]) =>
      names.map((name) => at(hours, { user_id: `u${i}`, name, source: i < 15 ? 'Google' : 'News' }));
    const events = Array.from({ length: 20 }, (_, i) => [
      ...person(i, 1, 'pageview', ...(i < 12 ? ['Order'] : [])),
      ...person(i, -3, 'pageview', ...(i % 5 === 0 ? ['Order'] : [])),
    ]).flat();
    const { rows, totals } = await answered(events, {
      measures: [{ measure: 'conversion_rate', match: order }],
      properties: ['session.source'],
    });
    // proportions_ztest([12, 4], [20, 20]) of statsmodels.
    expect(totals).toMatchObject({
      current: [60],
      previous: [20],
      z: close(2.581988897471611),
      p: close(0.009823274507519249),
    });
    // Of all 20 persons 12 came by Google and ordered, 3 the day before; by News none, and 1.
    expect(rows).toMatchObject({
      value: ['Google', 'News'],
      current: [60, 0],
      previous: [15, 5],
      explained: close(112.5, -12.5),
    });
  });

  test('bounces are held against the visits of the same value', async () => {
    const visit = (user: string, hours: number, pages: number) =>
      Array.from({ length: pages }, (_, i) => at(hours + i / 60, { user_id: user, path: '/a' }));
    const events = [...visit('ana', 1, 1), ...visit('bob', 2, 1), ...visit('cy', 3, 2), ...visit('dan', -3, 2)];
    const { rows } = await answered(events, { measures: [{ measure: 'bounce_rate' }] });
    expect(rows).toMatchObject({ current: close(200 / 3), previous: [0], explained: close(100) });
  });

  test('what is new and what is gone are there; what is left out is said', async () => {
    const { rows, answer } = await answered([...both(9, 0, { path: '/new' }), ...both(0, 4, { path: '' })], {
      limit: 1,
    });
    expect(rows).toMatchObject({ value: ['/new'], current: [9], previous: [0], change: [100], z: [3] });
    expect(answer.meta.cut).toEqual({ what: 'changes', shown: 1, total: 2 });
    const all = await answered([...both(9, 0, { path: '/new' }), ...both(0, 4, { path: '' })]);
    expect(all.rows).toMatchObject({ value: ['/new', '(none)'], current: [9, 0], change: [100, -100] });
  });

  test('of many values the 100 most frequent of both periods together are tested, equal ones in the order of their text', async () => {
    const path = (i: number) => `/p${String(i).padStart(3, '0')}`;
    const events = Array.from({ length: 120 }, (_, i) => at(1, { path: path(i) }));
    const before = Array.from({ length: 3 }, () => at(-1, { path: path(119) }));
    const { rows, answer } = await answered([...events, ...before], { limit: 1000 });
    expect(rows['value']!.toSorted()).toEqual([...Array.from({ length: 99 }, (_, i) => path(i)), path(119)]);
    expect(rows).toMatchObject({ current: Array(100).fill(1) });
    expect(answer.frames[0]!.schema.meta!['custom']).toMatchObject({ tested: 100 });
    expect(answer.meta.cut).toEqual({ what: 'changes', shown: 100, total: 120 });
  });

  test('the people behind a row are as many as it says, in either period', async () => {
    const { workspace } = await answered([
      ...both(2, 0, { path: '/a' }),
      ...both(1, 3, { path: '/a', user_id: 'bob' }),
    ]);
    const who = async (pick: object) => {
      const of = { kind: 'movers', measures: [{ measure: 'unique_visitors' }], properties: ['page.path'], pick };
      const asked = { v: 1, kind: 'people', range: monday.range, of } as QueryInput;
      return columns(await ask(engine.store, asked, { workspace }))['person']!.toSorted();
    };
    expect(await who({ property: 'page.path', value: '/a' })).toEqual(['ana', 'bob']);
    expect(await who({ property: 'page.path', value: '/a', period: 'previous' })).toEqual(['bob']);
  });

  test('nothing moves where nothing happens; what no test compares is refused', async () => {
    const { rows, totals } = await answered([]);
    expect([rows['value'], totals['current'], totals['p']]).toEqual([[], [0], [1]]);
    const asked = { ...monday, measures: [{ measure: 'session_duration' as const }] };
    await expect(ask(engine.store, asked)).rejects.toMatchObject({
      status: 400,
      errors: [{ path: 'measures.0.measure' }],
    });
  });
});

test('parts of the change add up to it, and all numbers equal a plain count', async () => {
  const event = fc.record({ path: fc.constantFrom('/a', '/b', '/c'), isNow: fc.boolean() });
  const worlds = fc.sample(fc.array(event, { maxLength: 30 }), { numRuns: 200, seed: 51 });
  await load(
    engine.store,
    worlds.flatMap((events, run) =>
      events.map(({ path, isNow }, i) => at(isNow ? 1 + i / 100 : -1 - i / 100, { path, workspace: `random${run}` }))
    )
  );
  for (const [run, events] of worlds.entries()) {
    const answer = await ask(engine.store, monday, { workspace: `random${run}` });
    const rows = columns(answer);
    const count = (path: string, isNow: boolean) => events.filter((e) => e.path === path && e.isNow === isNow).length;
    const paths = [...new Set(events.map((e) => e.path))];
    const expected = paths.map((path) => [path, count(path, true), count(path, false)]);
    const got = rows['value']!.map((value, i) => [value, rows['current']![i], rows['previous']![i]]);
    expect(got.toSorted()).toEqual(expected.toSorted());
    const z = (rows['z'] as number[]).map(Math.abs);
    expect(z).toEqual(z.toSorted((a, b) => b - a));
    const moved = events.filter((e) => e.isNow).length - events.filter((e) => !e.isNow).length;
    const parts = rows['explained'] as Array<number | null>;
    expect(
      moved === 0 ? parts.every((part) => part === null) : parts.reduce<number>((sum, part) => sum + part!, 0)
    ).toEqual(moved === 0 ? true : expect.closeTo(100, 6));
  }
}, 120_000);
