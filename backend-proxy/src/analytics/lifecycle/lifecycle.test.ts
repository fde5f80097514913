import type { QueryInput } from '@fawkes/contract';
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

const daily = (from: number, to: number): Extract<QueryInput, { kind: 'lifecycle' }> => ({
  v: 1,
  kind: 'lifecycle',
  interval: '1d',
  range: { from: day(from), to: day(to) },
});

const on = (user: string, ...days: number[]) => days.map((d) => at(24 * d + 12, { user_id: user }));

test('by hand: five days of four people', async () => {
  // Days from Monday, 0. Ana is there before the range; bob pauses; cy comes once; dan only sends a ping.
  const { query } = await world(engine.store, [
    ...on('ana', -1, 0, 1, 4),
    ...on('bob', 0, 2),
    ...on('cy', 3),
    at(12, { user_id: 'dan', name: 'engagement', interactive: false }),
  ]);
  expect(await query(daily(0, 5))).toEqual({
    time: [0, 1, 2, 3, 4].map((d) => MONDAY + d * 86_400_000),
    new: [1, 0, 0, 1, 0], // bob, cy
    returning: [1, 1, 0, 0, 0], // ana
    resurrecting: [0, 0, 1, 0, 1], // bob, ana
    dormant: [0, -1, -1, -1, -1], // bob, ana, bob, cy
  });
});

test('who was first seen long ago and not in the interval before is resurrecting, not new', async () => {
  const { query } = await world(engine.store, [...on('ana', -40, 0), ...on('bob', 0)]);
  expect(await query(daily(0, 1))).toMatchObject({ new: [1], returning: [0], resurrecting: [1], dormant: [0] });
});

test('a filter asks about the activity that it selects, from its first time on', async () => {
  const { query } = await world(engine.store, [...on('ana', -1), at(12, { name: 'Order' }), at(36, { name: 'Order' })]);
  const filter = { property: 'event.name', op: 'eq', value: 'Order' } as const;
  expect(await query({ ...daily(0, 2), filter })).toMatchObject({ new: [1, 0], returning: [0, 1] });
});

test('weeks, hours and several days have the one before them too', async () => {
  const { query } = await world(engine.store, [...on('ana', -7, 0, 8), at(12.5), at(14)]);
  const of = (interval: string, from: string, to: string) => query({ ...daily(0, 1), interval, range: { from, to } });
  expect(await of('1w', day(0), day(14))).toMatchObject({ new: [0, 0], returning: [1, 1], dormant: [0, 0] });
  expect(
    await of('1h', new Date(MONDAY + 13 * 3_600_000).toISOString(), new Date(MONDAY + 15 * 3_600_000).toISOString())
  ).toMatchObject({
    resurrecting: [0, 1],
    dormant: [-1, 0],
  });
  // From noon to noon: ana was there at noon of Monday and of the ninth day, and at 14:00 and half past 12 of Monday.
  const noon = (d: number) => new Date(MONDAY + (d + 0.5) * 86_400_000).toISOString();
  expect(await of('2d', noon(0), noon(10))).toMatchObject({ resurrecting: [1, 0, 0, 0, 1], dormant: [0, -1, 0, 0, 0] });
  expect(await of('2d', noon(1), noon(3))).toMatchObject({ resurrecting: [0], dormant: [-1] });
  expect(await of('2d', day(0), day(10))).toMatchObject({ resurrecting: [1, 0, 0, 0, 1], dormant: [0, -1, 0, 0, 0] });
});

test('the first interval counts those active within the range, and remembers the others', async () => {
  // Monday from 10:00 on. Before it that day: ana, who comes back on Tuesday, bob, who does not, and cy, who is there again at noon.
  const { query } = await world(engine.store, [
    ...[at(2), at(36)],
    ...[at(-12, { user_id: 'bob' }), at(3, { user_id: 'bob' })],
    ...[at(4, { user_id: 'cy' }), at(12, { user_id: 'cy' })],
    ...[at(-12, { user_id: 'dan' }), at(13, { user_id: 'dan' })],
  ]);
  const range = { from: MONDAY + 10 * 3_600_000, to: MONDAY + 58 * 3_600_000 };
  const asked = { ...daily(0, 1), range };
  expect(await query(asked)).toEqual({
    time: [0, 1, 2].map((d) => MONDAY + d * 86_400_000),
    new: [1, 0, 0], // cy
    returning: [1, 1, 0], // dan, and ana, who was there the day before
    resurrecting: [0, 0, 0],
    dormant: [0, -3, -1], // bob, cy, dan; ana
  });
  const measures = [{ measure: 'active_users' as const }];
  expect(await query({ v: 1, kind: 'trends', interval: '1d', range, measures })).toMatchObject({
    active_users: [2, 1, 0],
  });
  const { kind, interval } = asked;
  const pick = { time: MONDAY, state: 'new' as const };
  const people = await query({ v: 1, kind: 'people', range, of: { kind, interval, pick } });
  expect(people['person']).toEqual(['cy']);
});

test('a range that has not begun has no interval', async () => {
  const { query } = await world(engine.store, on('ana', 0));
  const range = { from: day(8), to: day(10) };
  expect(await query({ ...daily(0, 1), range, asOf: MONDAY + 86_400_000 })).toMatchObject({ time: [], new: [] });
});

test('days are those of the zone, over a change of the clock', async () => {
  // Lord Howe set its clock back by half an hour on 5 April 2026, 02:00; midnight there is 13:00Z, from then on 13:30Z.
  const { query } = await world(engine.store, [
    { time: '2026-04-04T13:29:00Z', user_id: 'ana' }, // the 5th, 00:29
    { time: '2026-04-05T13:29:00Z', user_id: 'ana' }, // the 5th, 23:59
    { time: '2026-04-05T13:31:00Z', user_id: 'bob' }, // the 6th, 00:01
  ]);
  const range = { from: '2026-04-04T13:00:00Z', to: '2026-04-06T13:30:00Z' };
  expect(await query({ ...daily(0, 1), range, timezone: 'Australia/Lord_Howe' })).toMatchObject({
    new: [1, 1],
    dormant: [0, -1],
  });
});

describe('who is counted', () => {
  test('users and stable visitors only, and the answer says how many are left out', async () => {
    const { query, notices } = await world(engine.store, [
      at(1),
      at(2, { user_id: '', visitor_id: 'stable' }),
      at(3, { user_id: '', visitor_id: 'daily', visitor_daily: true }),
    ]);
    expect(await query(daily(0, 1))).toMatchObject({ new: [2] });
    expect((await notices([], daily(0, 1))).map(({ code }) => code)).toEqual(['known_people_only']);
  });

  test('where nobody is known across days that is said instead of 0', async () => {
    const { query, notices } = await world(engine.store, [
      at(3, { user_id: '', visitor_id: 'daily', visitor_daily: true }),
    ]);
    expect(await query(daily(0, 1))).toMatchObject({ new: [null], dormant: [null] });
    expect((await notices([], daily(0, 1))).map(({ code }) => code)).toEqual(['nobody_known']);
  });

  test('nobody came to known people: zeros are true', async () => {
    const { query } = await world(engine.store, on('ana', -3));
    expect(await query(daily(0, 1))).toMatchObject({ new: [0], returning: [0], resurrecting: [0], dormant: [0] });
  });
});

test('equals a plain count, and the active ones add up', async () => {
  let runs = 0;
  const visits = fc.array(fc.tuple(fc.constantFrom('ana', 'bob', 'cy', 'dan'), fc.integer({ min: -6, max: 9 })), {
    maxLength: 40,
  });
  await fc.assert(
    fc.asyncProperty(visits, async (all) => {
      const workspace = `lifecycle${(runs += 1)}`;
      await load(
        engine.store,
        all.map(([user_id, d]) => ({ workspace, user_id, time: MONDAY + d * 86_400_000 + 1 }))
      );
      const counted = columns(await ask(engine.store, daily(0, 10), { workspace }));
      const days = Array.from({ length: 10 }, (_, d) => d);
      const people = [...new Set(all.map(([user]) => user))];
      const came = (user: string, d: number) => all.some(([u, at]) => u === user && at === d);
      const before = (user: string, d: number) => all.some(([u, at]) => u === user && at < d);
      const count = (holds: (user: string, d: number) => boolean) =>
        days.map((d) => people.filter((u) => holds(u, d)).length);
      if (people.length > 0) {
        expect(counted['new']).toEqual(count((u, d) => came(u, d) && !before(u, d)));
        expect(counted['returning']).toEqual(count((u, d) => came(u, d) && came(u, d - 1)));
        expect(counted['resurrecting']).toEqual(count((u, d) => came(u, d) && before(u, d) && !came(u, d - 1)));
        expect(counted['dormant']).toEqual(count((u, d) => !came(u, d) && came(u, d - 1)).map((n) => 0 - n));
      }
    }),
    { numRuns: 40, seed: 7 }
  );
}, 120_000);

test('the whole range as one interval is refused', async () => {
  await expect(ask(engine.store, { ...daily(0, 1), interval: 'range' })).rejects.toMatchObject({ status: 400 });
});
