import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../../test/engine';
import { at, day, world } from '../../../test/world';
import { startLinker } from '../../identity';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const identify = { name: 'identify', interactive: false };
const plan = (op: object) => ({ filter: { property: 'person.plan', ...op } });

/** Ana is free, from Tuesday on pro; bob is pro; cy says nothing of a plan. */
const PEOPLE = [
  at(1, { ...identify, traits: { plan: 'free', seats: '3' } }),
  at(2),
  at(2, { user_id: 'bob', traits: { plan: 'pro', seats: '12' } }),
  at(3, { user_id: 'cy' }),
  at(30, { ...identify, traits: { plan: 'pro' } }),
];

test('a person has the latest value before the end of the range', async () => {
  const { measure } = await world(engine.store, PEOPLE);
  const views = async (changes: object) => (await measure(['page_views'], changes))['page_views'];
  expect(await views(plan({ op: 'eq', value: 'free' }))).toBe(1);
  expect(await views(plan({ op: 'eq', value: 'pro' }))).toBe(1);
  expect(await views(plan({ op: 'unset' }))).toBe(1);
  expect(await views(plan({ op: 'neq', value: 'pro' }))).toBe(2);
  expect(await views({ filter: { property: 'person.seats', op: 'gt', value: 9 } })).toBe(1);
  // On Tuesday evening ana is pro, and her page view of Monday is that of a person who is.
  const untilTuesday = { range: { from: day(0), to: day(2) } };
  expect(await views({ ...untilTuesday, ...plan({ op: 'eq', value: 'pro' }) })).toBe(2);
  expect(await views({ ...untilTuesday, ...plan({ op: 'eq', value: 'free' }) })).toBe(0);
});

test('people and sessions are split by a trait', async () => {
  const { query } = await world(engine.store, PEOPLE);
  const measures = [{ measure: 'unique_visitors' as const }, { measure: 'sessions' as const }];
  const range = { from: day(0), to: day(1) };
  expect(await query({ v: 1, kind: 'top', range, property: 'person.plan', measures })).toEqual({
    'person.plan': ['(none)', 'free', 'pro'],
    unique_visitors: [1, 1, 1],
    sessions: [1, 1, 1],
  });
});

test('a step of a funnel may ask for a trait', async () => {
  const { query } = await world(engine.store, PEOPLE);
  const filter = { property: 'person.plan', op: 'set' } as const;
  const steps = [{ name: 'Visit', match: { events: ['pageview'], filter } }];
  const asked = { v: 1, kind: 'funnel', range: { from: day(0), to: day(1) }, window: '1d' } as const;
  const counted = await query({ ...asked, steps: [...steps, { name: 'Again', match: { events: ['pageview'] } }] });
  expect(counted['users_completed']).toEqual([2, 0]);
});

test('what a visitor told before signing in is known of the user, unless the user said otherwise since', async () => {
  const { measure } = await world(engine.store, [
    at(1, { user_id: '', visitor_id: 'v1', traits: { plan: 'free', team: 'core' } }),
    at(2, { visitor_id: 'v1', traits: { plan: 'pro' } }),
    at(3, { user_id: '', visitor_id: 'v2', traits: { plan: 'free' } }),
  ]);
  const linker = startLinker({ store: engine.store, log: pino({ level: 'silent' }) });
  await linker.settle();
  await linker.stop();
  const people = async (property: string, value: string) =>
    (await measure(['unique_visitors'], { filter: { property, op: 'eq', value } }))['unique_visitors'];
  expect(await people('person.plan', 'pro')).toBe(1);
  expect(await people('person.team', 'core')).toBe(1);
  expect(await people('person.plan', 'free')).toBe(1);
});
