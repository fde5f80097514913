import type { QueryInput } from '@fawkes/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../../test/engine';
import { at, day, world } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

type PowerCurve = Extract<QueryInput, { kind: 'power-curve' }>;
const week: PowerCurve = { v: 1, kind: 'power-curve', days: 7, range: { from: day(0), to: day(7) } };
const on = (user: string, ...days: number[]) => days.map((d) => at(24 * d + 1, { user_id: user }));

test('by hand: people by the number of the last seven days', async () => {
  const { query } = await world(engine.store, [
    ...on('ana', 0, 1, 2, 3, 4, 5, 6),
    ...on('bob', 5, 5.5, 6, -1), // two days; the day before the seven does not count
    ...on('cy', 6),
    ...on('dan', -1, 7), // before and after
    at(26, { user_id: 'eve', name: 'engagement', interactive: false }),
  ]);
  expect(await query(week)).toEqual({
    days: [1, 2, 3, 4, 5, 6, 7],
    people: [1, 1, 0, 0, 0, 0, 1],
    share: [100 / 3, 100 / 3, 0, 0, 0, 0, 100 / 3],
  });
});

test('the calendar days end with the range, of which the last may be cut', async () => {
  const { query } = await world(engine.store, [...on('ana', 0, 6), ...on('bob', -1)]);
  // To noon of Sunday: from Monday on.
  const people = (await query({ ...week, range: { from: day(6), to: '2026-03-08T12:00:00Z' } }))['people'];
  expect(people).toEqual([0, 1, 0, 0, 0, 0, 0]);
});

test('days of 23 hours and of 24.5', async () => {
  // New York's 8th of March, 05:00Z to 04:00Z of the 9th; Lord Howe's 5th of April, 13:00Z of the 4th to 13:30Z.
  const visit = (time: string) => ({ time, user_id: 'ana' });
  const spring = await world(engine.store, [visit('2026-03-08T05:00:00Z'), visit('2026-03-09T03:59:59Z')]);
  const march = { from: '2026-03-08T05:00:00Z', to: '2026-03-09T04:00:00Z' };
  expect((await spring.query({ ...week, range: march, timezone: 'America/New_York' }))['people']![0]).toBe(1);
  const autumn = await world(engine.store, [
    visit('2026-04-04T13:00:00Z'),
    visit('2026-04-05T13:29:59Z'),
    visit('2026-04-05T13:30:00Z'),
  ]);
  const april = { from: '2026-04-04T13:00:00Z', to: '2026-04-06T13:30:00Z' };
  expect((await autumn.query({ ...week, range: april, timezone: 'Australia/Lord_Howe' }))['people']![1]).toBe(1);
});

test('twenty-eight days where none are said, and where nobody is known that is said', async () => {
  const { query, notices } = await world(engine.store, [at(1, { user_id: '', visitor_id: 'd', visitor_daily: true })]);
  const { days: _, ...question } = week;
  const counted = await query(question);
  expect(counted['people']).toEqual(Array.from({ length: 28 }, () => null));
  expect((await notices([], question)).map(({ code }) => code)).toEqual(['nobody_known']);
});
