import type { QueryInput } from '@fawkes/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
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

test('the whole range as one interval is refused', async () => {
  await expect(ask(engine.store, { ...week, interval: 'range' })).rejects.toMatchObject({ status: 400 });
});
