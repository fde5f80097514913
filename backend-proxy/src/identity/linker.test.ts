import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../test/engine';
import { load, type TestEvent } from '../../test/events';
import { day, MONDAY, world } from '../../test/world';
import { bind, sql } from '../store/sql';
import { startLinker, type Linker } from './linker';
import { rewritePersons } from './rewrite';

const HOUR = 3_600_000;
let engine: TestStore;
let linker: Linker;
beforeAll(async () => {
  engine = await startTestStore();
  linker = startLinker({ store: engine.store, log: pino({ level: 'silent' }), everyMs: 50 });
});
afterAll(async () => {
  await linker.stop();
  await engine.stop();
});

let workspaces = 0;
const workspace = () => `links${(workspaces += 1)}`;

/** The persons of a workspace's events in the order of their times: a user or visitor by name. */
async function persons(of: string): Promise<string[]> {
  const { rows } = await engine.store.query<{ who: string }>(sql`
    WITH ['ana', 'bob', 'v1', 'v2'] AS names, arrayConcat(arrayMap(n -> sipHash64('user', n), names),
      arrayMap(n -> sipHash64('visitor', n), names)) AS hashes
    SELECT if(person = 0, 'nobody', names[(indexOf(hashes, person) - 1) % 4 + 1]) AS who
    FROM events WHERE workspace = ${bind('String', of)} ORDER BY time, received`);
  return rows.map(({ who }) => who);
}

const at = (hour: number, event: Partial<TestEvent>): TestEvent => ({ time: MONDAY + hour * HOUR, ...event });

test('events of a linked visitor belong to the user, earlier and later ones', async () => {
  const w = workspace();
  await load(engine.store, [at(0, { workspace: w, visitor_id: 'v1' }), at(1, { workspace: w, visitor_id: 'v2' })]);
  const link = at(2, { workspace: w, visitor_id: 'v1', user_id: 'ana', name: 'identify', interactive: false });
  await load(engine.store, [{ ...link, received: Date.now() }]);
  await expect.poll(() => persons(w)).toEqual(['ana', 'v2', 'ana']);
  await load(engine.store, [at(3, { workspace: w, visitor_id: 'v1', received: Date.now() })]);
  await expect.poll(() => persons(w)).toEqual(['ana', 'v2', 'ana', 'ana']);
});

test('the first user wins by the time of the event, also where that event comes late', async () => {
  const w = workspace();
  const now = Date.now();
  const both = { workspace: w, visitor_id: 'v1', received: now };
  await load(engine.store, [at(0, { workspace: w, visitor_id: 'v1', received: now })]);
  await load(engine.store, [at(5, { ...both, user_id: 'bob' })]);
  await expect.poll(() => persons(w)).toEqual(['bob', 'bob']);
  await load(engine.store, [at(3, { ...both, user_id: 'ana' })]);
  await expect.poll(() => persons(w)).toEqual(['ana', 'ana', 'bob']);
});

test('a link holds in its own workspace only', async () => {
  const [w, other] = [workspace(), workspace()];
  await load(engine.store, [at(0, { workspace: other, visitor_id: 'v1' })]);
  await load(engine.store, [at(1, { workspace: w, visitor_id: 'v1', user_id: 'ana' })]);
  await linker.settle();
  expect(await persons(other)).toEqual(['v1']);
});

test('a visitor who becomes a user is one person to every measure', async () => {
  // On Monday a visitor, who is ana from Tuesday on; bob the whole time.
  const { measure } = await world(engine.store, [
    at(10, { visitor_id: 'v1' }),
    at(10, { user_id: 'bob' }),
    at(34, { visitor_id: 'v1', user_id: 'ana' }),
    at(34, { user_id: 'bob' }),
  ]);
  await linker.settle();
  const range = { range: { from: day(0), to: day(2) } };
  const names = ['unique_visitors', 'active_users', 'total_users', 'dau', 'wau', 'sessions'];
  expect(await measure(names, range)).toEqual({
    unique_visitors: 2,
    active_users: 2,
    total_users: 2,
    dau: 2,
    wau: 2,
    sessions: 4,
  });
  const named = { filter: { property: 'user.id', op: 'eq', value: 'ana' }, ...range };
  expect(await measure(['events', 'active_users'], named)).toEqual({ events: 2, active_users: 1 });
  // Seen first on Monday, since the visitor's page view is ana's.
  expect(await measure(['total_users'], { range: { from: day(0), to: day(1) } })).toEqual({ total_users: 2 });
});

test('a funnel goes on over the moment in which the visitor signs in', async () => {
  const { query } = await world(engine.store, [
    at(1, { visitor_id: 'v1', name: 'Visit' }),
    at(2, { visitor_id: 'v1', user_id: 'ana', name: 'identify', interactive: false }),
    at(3, { user_id: 'ana', name: 'Deploy' }),
  ]);
  await linker.settle();
  const steps = ['Visit', 'Deploy'].map((name) => ({ name, match: { events: [name] } }));
  const range = { from: day(0), to: day(1) };
  expect((await query({ v: 1, kind: 'funnel', range, steps, window: '1d' }))['users_completed']).toEqual([1, 1]);
});

test('order and batches of arrival do not matter to who an event belongs to', async () => {
  const event = fc.record({
    hour: fc.integer({ min: 0, max: 20 }),
    visitor_id: fc.constantFrom('', 'v1', 'v2'),
    user_id: fc.constantFrom('', '', 'ana', 'bob'),
  });
  const shuffledToo = fc
    .array(event, { minLength: 1, maxLength: 12 })
    .map((events) => events.map((e, i) => ({ ...e, minute: i })))
    .chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray(events, { minLength: events.length }),
        fc.integer({ min: 1, max: 6 })
      )
    );
  const stored = (of: string, events: Array<{ hour: number; minute: number; visitor_id: string; user_id: string }>) =>
    events.map(({ hour, minute, ...ids }) => ({
      ...ids,
      workspace: of,
      time: MONDAY + hour * HOUR + minute * 60_000,
      received: Date.now(),
    }));
  await fc.assert(
    fc.asyncProperty(shuffledToo, async ([events, shuffled, batch]) => {
      const [inOrder, mixed] = [workspace(), workspace()];
      await load(engine.store, stored(inOrder, events));
      for (let i = 0; i < shuffled.length; i += batch) {
        await load(engine.store, stored(mixed, shuffled.slice(i, i + batch)));
      }
      await rewritePersons(engine.store, inOrder);
      await rewritePersons(engine.store, mixed);
      // By hand: the user, else the first user that the visitor was seen with, else the visitor.
      const sorted = [...events].sort((a, b) => a.hour * 60 + a.minute - (b.hour * 60 + b.minute));
      const linkOf = (visitor: string) => sorted.find((e) => e.visitor_id === visitor && e.user_id !== '')?.user_id;
      const expected = sorted.map(
        (e) => e.user_id || (e.visitor_id && (linkOf(e.visitor_id) ?? e.visitor_id)) || 'nobody'
      );
      expect(await persons(inOrder)).toEqual(expected);
      expect(await persons(mixed)).toEqual(expected);
    }),
    { numRuns: 40, seed: 4 }
  );
});
