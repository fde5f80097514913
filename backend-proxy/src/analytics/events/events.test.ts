import type { Answer, QueryInput } from '@fawkes/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load, type TestEvent } from '../../../test/events';
import { at, day, MONDAY } from '../../../test/world';

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const log = { v: 1, kind: 'events', range: { from: day(0), to: day(1) } } as const;

const nextOf = (answered: Answer) =>
  (answered.frames[0]!.schema.meta!['custom'] as { next: string | null }).next ?? undefined;

/** Every page of the log, one after another. */
async function pages(workspace: string, query: Omit<Extract<QueryInput, { kind: 'events' }>, 'v' | 'kind' | 'range'>) {
  const all: Answer[] = [];
  let cursor: string | undefined;
  do {
    all.push(await ask(engine.store, { ...log, ...query, ...(cursor ? { cursor } : {}) }, { workspace }));
    cursor = nextOf(all.at(-1)!);
  } while (cursor !== undefined);
  return all;
}

test('shows events newest first, with who they belong to', async () => {
  await load(engine.store, [
    at(1, { workspace: 'log', user_id: '', visitor_id: 'v1', path: '/start', source: 'Google', country: 'DE' }),
    at(2, { workspace: 'log', user_id: 'ana', visitor_id: 'v1', name: 'Order', value: 12.5, props: { plan: 'pro' } }),
    at(3, { workspace: 'log', user_id: '', visitor_id: 'v2', browser: 'Firefox' }),
    at(25, { workspace: 'log' }),
    at(4, { workspace: 'other' }),
  ]);
  const answered = await ask(engine.store, log, { workspace: 'log' });
  expect(columns(answered)).toEqual({
    time: [3, 2, 1].map((hour) => MONDAY + hour * 3_600_000),
    event: ['pageview', 'Order', 'pageview'],
    // A visitor who became a user is shown as that user, from the moment the link is known.
    person: ['v2', 'ana', 'ana'],
    site: ['docs.example', 'docs.example', 'docs.example'],
    page: ['/', '/', '/start'],
    source: ['Direct', 'Direct', 'Google'],
    country: ['', '', 'DE'],
    browser: ['Firefox', '', ''],
    value: [null, 12.5, null],
    props: ['{}', '{"plan":"pro"}', '{}'],
  });
  expect([answered.meta.cut, nextOf(answered)]).toEqual([null, undefined]);
});

test('a page that is not the last says how many there are, and where the next begins', async () => {
  const [first, second] = await pages('log', { limit: 2 });
  expect(first!.meta.cut).toEqual({ what: 'events', shown: 2, total: 3 });
  expect(columns(second!)['page']).toEqual(['/start']);
});

test('an event that arrives between two pages moves nothing', async () => {
  const own = (hour: number) => at(hour, { workspace: 'living' });
  await load(engine.store, [own(1), own(2), own(3)]);
  const first = await ask(engine.store, { ...log, limit: 2 }, { workspace: 'living' });
  await load(engine.store, [own(4), own(0.5)]);
  const second = await ask(engine.store, { ...log, limit: 2, cursor: nextOf(first)! }, { workspace: 'living' });
  const hours = (answered: Answer) => (columns(answered)['time'] as number[]).map((t) => (t - MONDAY) / 3_600_000);
  expect([hours(first), hours(second)]).toEqual([
    [3, 2],
    [1, 0.5],
  ]);
});

test('pages of any size hold every event once, also those of one moment and over the month’s end', async () => {
  let runs = 0;
  const start = Date.parse('2026-02-28T23:59:59.990Z');
  const moments = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      moments,
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 40 }),
      async (ms, size, limit) => {
        const workspace = `pages${(runs += 1)}`;
        const events: TestEvent[] = ms.map((m, i) => ({ workspace, time: start + m, path: `/${i}` }));
        for (let i = 0; i < events.length; i += size) {
          await load(engine.store, events.slice(i, i + size));
        }
        const range = { from: start, to: start + 1000 };
        const all = (await pages(workspace, { limit, ...{ range } })).map((page) => columns(page));
        const times = all.flatMap((page) => page['time'] as number[]);
        expect(times).toEqual(ms.map((m) => start + m).sort((a, b) => b - a));
        expect(new Set(all.flatMap((page) => page['page'])).size).toBe(ms.length);
      }
    ),
    { numRuns: 30, seed: 6 }
  );
}, 120_000);

describe('what cannot be asked', () => {
  test.each(['x', 'e30', Buffer.from('[1,2]').toString('base64url'), Buffer.from('["1",2,3]').toString('base64url')])(
    'the cursor %s',
    async (cursor) => {
      await expect(ask(engine.store, { ...log, cursor })).rejects.toMatchObject({ status: 400, code: 'bad_cursor' });
    }
  );

  test('a condition on the session, which one event does not know', async () => {
    const filter = { property: 'session.source', op: 'set' } as const;
    await expect(ask(engine.store, { ...log, filter })).rejects.toMatchObject({ status: 422 });
  });
});
