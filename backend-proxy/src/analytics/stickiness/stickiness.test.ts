import type { QueryInput } from '@fawkes/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import { at, day, world } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const week: Extract<QueryInput, { kind: 'stickiness' }> = {
  v: 1,
  kind: 'stickiness',
  interval: '1d',
  range: { from: day(0), to: day(4) },
};

/** Ana comes on four days, bob on two, cy on one and twice that day; dan only pings. */
const PEOPLE = [
  ...[0, 1, 2, 3].map((d) => at(24 * d + 1)),
  ...[0, 2].map((d) => at(24 * d + 1, { user_id: 'bob' })),
  at(1, { user_id: 'cy' }),
  at(2, { user_id: 'cy', name: 'Order' }),
  at(25, { user_id: 'bob', name: 'Order' }),
  at(26, { user_id: 'bob', name: 'Order' }),
  at(49, { user_id: 'bob', name: 'Order' }),
  at(1, { user_id: 'dan', name: 'engagement', interactive: false }),
];

test('by hand: people by the exact number of days on which they were active', async () => {
  const { query } = await world(engine.store, PEOPLE);
  expect(await query(week)).toEqual({
    intervals: [1, 2, 3, 4],
    people: [1, 0, 1, 1], // cy; bob, also on the day of his orders; ana
    share: [100 / 3, 0, 100 / 3, 100 / 3],
  });
});

test('intervals of several days count from the start of the range', async () => {
  const { query } = await world(engine.store, PEOPLE);
  expect(await query({ ...week, interval: '2d' })).toMatchObject({ intervals: [1, 2], people: [1, 2] });
  const range = { from: day(1), to: day(3) };
  expect(await query({ ...week, interval: '2d', range })).toMatchObject({ intervals: [1], people: [2] });
});

test.each([
  [{ op: 'gte', count: 2 }, [1, 0, 0, 0]], // bob on Tuesday
  [{ op: 'eq', count: 1 }, [2, 0, 0, 0]], // cy on Monday, bob on Wednesday
  [{ op: 'lte', count: 2 }, [1, 1, 0, 0]], // cy; bob on both days
] as const)('a day counts where Order was done %j', async (criterion, people) => {
  const { query } = await world(engine.store, PEOPLE);
  const match = { events: ['Order'] };
  expect(await query({ ...week, criterion: { ...criterion, match } })).toMatchObject({ people });
});

test('a criterion that nobody meets gives zeros; where nobody is known across days that is said', async () => {
  const { query } = await world(engine.store, PEOPLE);
  const never = { match: { events: ['Never'] }, op: 'gte' as const, count: 1 };
  expect(await query({ ...week, criterion: never })).toMatchObject({
    people: [0, 0, 0, 0],
    share: [null, null, null, null],
  });
  const nobody = await world(engine.store, [at(1, { user_id: '', visitor_id: 'd', visitor_daily: true })]);
  expect(await nobody.query(week)).toMatchObject({ people: [null, null, null, null] });
  expect((await nobody.notices([], week)).map(({ code }) => code)).toEqual(['nobody_known']);
});

test('equals a plain count, with any criterion and intervals of one or two days', async () => {
  const event = fc.record({
    user: fc.constantFrom('ana', 'bob', 'cy', ''),
    name: fc.constantFrom('Order', 'Visit'),
    hour: fc.integer({ min: 0, max: 95 }),
    interactive: fc.boolean(),
  });
  const option = fc.record({
    op: fc.constantFrom('gte' as const, 'lte' as const, 'eq' as const),
    count: fc.integer({ min: 1, max: 3 }),
    isOrder: fc.boolean(),
    days: fc.constantFrom(1, 2),
  });
  const random = fc.sample(fc.tuple(fc.array(event, { maxLength: 30 }), option), { numRuns: 200, seed: 71 });
  await load(
    engine.store,
    random.flatMap(([events], run) =>
      events.map(({ user, hour, ...rest }) => ({ ...at(hour, { user_id: user, ...rest }), workspace: `random${run}` }))
    )
  );
  const compare = {
    gte: (a: number, b: number) => a >= b,
    lte: (a: number, b: number) => a <= b,
    eq: (a: number, b: number) => a === b,
  };
  for (const [run, [events, { op, count, isOrder, days }]] of random.entries()) {
    const criterion = { op, count, ...(isOrder ? { match: { events: ['Order'] } } : {}) };
    const asked = { ...week, interval: `${days}d`, criterion };
    const answered = columns(await ask(engine.store, asked, { workspace: `random${run}` }));
    const counting = events.filter((e) => e.user && (isOrder ? e.name === 'Order' : e.interactive));
    const met = [...new Set(counting.map((e) => e.user))].map((user) => {
      const places = counting.filter((e) => e.user === user).map((e) => Math.floor(e.hour / 24 / days));
      return [...new Set(places)].filter((place) => compare[op](places.filter((p) => p === place).length, count))
        .length;
    });
    const expected = Array.from({ length: 4 / days }, (_, i) => met.filter((n) => n === i + 1).length);
    // Where nobody is known at all it is not 0 but unknown.
    const isKnown = events.some((e) => e.user && e.interactive);
    expect(answered['people']).toEqual(isKnown || met.some((n) => n > 0) ? expected : expected.map(() => null));
  }
}, 120_000);

test('the whole range as one interval is refused', async () => {
  await expect(ask(engine.store, { ...week, interval: 'range' })).rejects.toMatchObject({ status: 400 });
});
