import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestStore, type TestStore } from '../../test/engine';
import { load } from '../../test/events';
import { sql } from '../store/sql';
import { dropExpired } from './expire';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const kept = async () => {
  const { rows } = await engine.store.query<{ months: number[]; people: number; plans: string[]; links: number }>(sql`
    SELECT (SELECT arraySort(groupUniqArray(toYYYYMM(time))) FROM events) AS months,
      (SELECT uniqExact(person) FROM first_seen) AS people,
      (SELECT arraySort(groupArray(value)) FROM person_traits FINAL) AS plans,
      (SELECT uniqExact(visitor) FROM links) AS links`);
  return rows[0];
};

it('drops whole months that are older, with the people and old values of whom nothing else is kept', async () => {
  await load(engine.store, [
    { time: '2025-12-31T23:59:59.999Z', user_id: 'gone', visitor_id: 'v1', traits: { plan: 'old' } },
    { time: '2025-12-31T12:00:00Z', user_id: 'ana', traits: { plan: 'free' } },
    { time: '2026-01-01T00:00:00Z', user_id: 'bob', traits: { plan: 'team' } },
    { time: '2026-02-20T00:00:00Z', user_id: 'ana', traits: { plan: 'pro' } },
  ]);
  // 60 days before 31 March is 30 January: December is over by then, January is not.
  expect(await dropExpired(engine.store, 60, Date.parse('2026-03-31T00:00:00Z'))).toEqual(['202512']);
  await expect.poll(kept).toEqual({ months: [202601, 202602], people: 2, plans: ['pro', 'team'], links: 0 });
  expect(await dropExpired(engine.store, 60, Date.parse('2026-03-31T00:00:00Z'))).toEqual([]);
  // A value that nobody replaced holds, however old it is, while its person is known.
  expect(await dropExpired(engine.store, 1, Date.parse('2026-02-21T00:00:00Z'))).toEqual(['202601']);
  await expect.poll(kept).toEqual({ months: [202602], people: 1, plans: ['pro'], links: 0 });
});
