import type { MeasureAsked, QueryInput } from '@fawkes/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import { at, day, MONDAY, world } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

type Trends = Extract<QueryInput, { kind: 'trends' }>;
const monday = { v: 1, kind: 'trends', range: { from: day(0), to: day(1) }, interval: 'range' } as const;
const asking = (...measures: MeasureAsked[]): Trends => ({ ...monday, measures });
const STATISTICS = ['sum', 'mean', 'min', 'max', 'p50', 'p75', 'p90', 'p95', 'p99'] as const;

const order = (value: number | null, changes = {}) => at(10, { name: 'Order', value, ...changes });

describe('numbers of a property, by hand', () => {
  test('sum, mean, least, largest and percentiles', async () => {
    const { query } = await world(
      engine.store,
      [4, 1, 3, 2, 10].map((value) => order(value))
    );
    const { time: _, ...answered } = await query(asking(...STATISTICS.map((measure) => ({ measure }))));
    // numpy.percentile([1, 2, 3, 4, 10], [50, 75, 90, 95, 99]) → 3, 4, 7.6, 8.8, 9.76
    const expected = { sum: 20, mean: 4, min: 1, max: 10, p50: 3, p75: 4, p90: 7.6, p95: 8.8, p99: 9.76 };
    expect(answered).toEqual(
      Object.fromEntries(Object.entries(expected).map(([name, number]) => [name, [expect.closeTo(number, 9)]]))
    );
  });

  test('of a sender’s own property, where texts that are no numbers do not count', async () => {
    const { query } = await world(
      engine.store,
      ['2', '3.5', '-1', 'nan', 'inf', '-Infinity', 'many', ''].map((size) => at(10, { props: { size } }))
    );
    const property = 'props.size' as const;
    const answered = await query(asking(...STATISTICS.slice(0, 4).map((measure) => ({ measure, property }))));
    expect(answered).toMatchObject({ sum: [4.5], mean: [1.5], min: [-1], max: [3.5] });
  });

  test('of nothing: a sum is 0, all else is not known', async () => {
    const { query } = await world(engine.store, [at(10)]);
    const { time: _, ...answered } = await query(asking(...STATISTICS.map((measure) => ({ measure }))));
    expect(Object.values(answered).flat()).toEqual([0, ...Array(8).fill(null)]);
  });

  test('of the events of a matcher, beside those of all, each under its own name', async () => {
    const { query } = await world(engine.store, [order(5), order(7), at(11, { name: 'Refund', value: -4 })]);
    const match = { events: ['Order'] };
    const answered = await query(
      asking({ measure: 'sum' }, { measure: 'sum', match, name: 'ordered' }, { measure: 'events', match })
    );
    expect(answered).toMatchObject({ sum: [8], ordered: [12], events: [2] });
  });

  test('two properties at once, by the values of a third, the rest as one', async () => {
    const plan = (name: string, value: number, size: string) => order(value, { props: { plan: name, size } });
    const { query } = await world(engine.store, [
      plan('pro', 9, '1'),
      plan('pro', 1, '3'),
      plan('free', 2, '5'),
      plan('team', 1, '7'),
      plan('', 3, '9'),
    ]);
    const measures: MeasureAsked[] = [{ measure: 'sum' }, { measure: 'mean', property: 'props.size' }];
    const answered = await query({ ...monday, measures, breakdown: { property: 'props.plan', limit: 2 } });
    expect(answered).toMatchObject({
      'sum{pro}': [10],
      'mean{pro}': [2],
      'sum{(none)}': [3],
      'mean{(none)}': [9],
      'sum{Other}': [3],
      'mean{Other}': [6],
    });
  });

  test('ranks values also where their numbers are negative, and those without a number last', async () => {
    const { query } = await world(engine.store, [
      order(-5, { path: '/a' }),
      order(-1, { path: '/b' }),
      order(null, { path: '/c' }),
    ]);
    const top = { v: 1, kind: 'top', range: monday.range, property: 'page.path' } as const;
    expect(await query({ ...top, measures: [{ measure: 'max' }] })).toEqual({
      'page.path': ['/b', '/a', '/c'],
      max: [-1, -5, null],
    });
  });

  test('events per active user count the active events of persons', async () => {
    const { query } = await world(engine.store, [
      at(1),
      at(2, { name: 'Order' }),
      at(3, { name: 'Order' }),
      at(4, { user_id: 'bob' }),
      at(5, { user_id: 'cy', interactive: false }),
      at(6, { user_id: '' }),
    ]);
    const match = { events: ['Order'] };
    const answered = await query(
      asking({ measure: 'events_per_user' }, { measure: 'events_per_user', match, name: 'orders' })
    );
    // Four by ana and bob; two orders by ana alone.
    expect(answered).toMatchObject({ events_per_user: [2], orders: [2] });
    const never = { events: ['Never'] };
    expect(await query(asking({ measure: 'events_per_user', match: never }))).toMatchObject({
      events_per_user: [null],
    });
  });
});

let worlds = 0;

describe('the people behind', () => {
  const EVENTS = [
    order(5, { path: '/a' }),
    order(-2, { user_id: 'bob', path: '/b' }),
    order(null, { user_id: 'cy', path: '/a' }),
    ...[1, 1.1].map((hour) => at(hour, { user_id: 'dan', path: '/a' })),
    at(30, { user_id: 'eve', path: '/a', value: 3 }),
  ];

  test.each<[MeasureAsked, string | undefined, string[]]>([
    [{ measure: 'sum' }, undefined, ['ana', 'bob']],
    [{ measure: 'p90', match: { events: ['pageview'] } }, undefined, []],
    [{ measure: 'mean' }, '/a', ['ana']],
    [{ measure: 'events_per_user' }, undefined, ['ana', 'bob', 'cy', 'dan']],
    [{ measure: 'events_per_user', match: { events: ['Order'] } }, '/a', ['ana', 'cy']],
    [{ measure: 'sessions' }, undefined, ['ana', 'bob', 'cy', 'dan']],
    [{ measure: 'bounce_rate' }, undefined, []],
    [{ measure: 'exits' }, '/a', ['dan']],
    [{ measure: 'events', goal: 'Ordering' }, undefined, ['ana', 'bob', 'cy']],
  ])('%j of %j', async (measure, value, expected) => {
    const workspace = `behind${(worlds += 1)}`;
    await load(
      engine.store,
      EVENTS.map((e) => ({ ...e, workspace }))
    );
    const breakdown = value === undefined ? {} : { breakdown: { property: 'page.path' } };
    const pick = value === undefined ? {} : { value };
    const of = { kind: 'trends', interval: 'range', measures: [measure], ...breakdown, pick };
    const asked = { v: 1, kind: 'people', range: monday.range, of } as QueryInput;
    const goals = [{ name: 'Ordering', match: { events: ['Order'] } }];
    const answered = await ask(engine.store, asked, { workspace, goals });
    expect(columns(answered)['person']!.toSorted()).toEqual(expected);
  });
});
test('statistics by value equal a plain computation over the same events', async () => {
  const event = fc.record({
    user: fc.constantFrom('ana', 'bob', ''),
    name: fc.constantFrom('Order', 'View'),
    plan: fc.constantFrom('free', 'pro'),
    value: fc.option(fc.integer({ min: -50, max: 50 })),
    interactive: fc.boolean(),
  });
  const random = fc.sample(fc.array(event, { maxLength: 25 }), { numRuns: 200, seed: 21 });
  await load(
    engine.store,
    random.flatMap((events, run) =>
      events.map(({ user, plan, ...rest }, i) => ({
        workspace: `numbers${run}`,
        user_id: user,
        props: { plan },
        time: MONDAY + i,
        ...rest,
      }))
    )
  );
  const match = { events: ['Order'] };
  const measures: MeasureAsked[] = [
    { measure: 'events', hidden: true },
    ...STATISTICS.map((measure) => ({ measure, match })),
    { measure: 'events_per_user' },
  ];
  const asked: Trends = { ...monday, measures, breakdown: { property: 'props.plan', limit: 5 } };
  for (const [run, events] of random.entries()) {
    const answered = columns(await ask(engine.store, asked, { workspace: `numbers${run}` }));
    for (const plan of new Set(events.map((e) => e.plan))) {
      const own = events.filter((e) => e.plan === plan);
      const numbers = own.flatMap(({ name, value }) => (name === 'Order' && value !== null ? [value] : []));
      const got = STATISTICS.map((name) => answered[`${name}{${plan}}`]![0]);
      expect(got).toEqual(plainStatistics(numbers).map((n) => (n === null ? null : expect.closeTo(n, 9))));
      const active = own.filter((e) => e.interactive && e.user);
      const users = new Set(active.map((e) => e.user)).size;
      const perUser = users === 0 ? null : expect.closeTo(active.length / users, 9);
      expect(answered[`events_per_user{${plan}}`]).toEqual([perUser]);
    }
  }
}, 240_000);

/** In the order of STATISTICS; percentiles by Hyndman and Fan's seventh definition. */
function plainStatistics(numbers: number[]): Array<number | null> {
  const sum = numbers.reduce((a, b) => a + b, 0);
  if (numbers.length === 0) {
    return [0, ...Array<null>(8).fill(null)];
  }
  const sorted = [...numbers].sort((a, b) => a - b);
  const quantile = (p: number) => {
    const h = (sorted.length - 1) * p;
    const [low, high] = [Math.floor(h), Math.ceil(h)].map((i) => sorted[i] as number) as [number, number];
    return low + (h - Math.floor(h)) * (high - low);
  };
  const ends = [sorted[0] as number, sorted.at(-1) as number];
  return [sum, sum / sorted.length, ...ends, ...[0.5, 0.75, 0.9, 0.95, 0.99].map(quantile)];
}
