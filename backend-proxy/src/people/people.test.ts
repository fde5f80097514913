import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStore, type TestStore } from '../../test/engine';
import { load, type TestEvent } from '../../test/events';
import { bind, sql } from '../store/sql';
import { peopleOf, type People } from './index';

let engine: TestStore;
let people: People;
beforeAll(async () => {
  engine = await startTestStore();
  people = peopleOf(engine.store, async () => undefined);
  await load(engine.store, [...ANA, ...OTHERS]);
});
afterAll(() => engine.stop());

const at = (time: string, event: Partial<TestEvent>): TestEvent => ({ workspace: 'shop', time, ...event });

/** A visitor in January who signs in in February, and a second device; never rewritten, since no linker runs here. */
const ANA = [
  at('2026-01-10T08:00:00Z', { visitor_id: 'phone', traits: { plan: 'free' }, path: '/first' }),
  at('2026-02-01T08:00:00Z', { visitor_id: 'phone', user_id: 'ana@shop.example', traits: { plan: 'pro' } }),
  at('2026-02-02T08:00:00Z', { visitor_id: 'laptop', user_id: 'ana@shop.example', name: 'Order', value: 12.5 }),
  at('2026-02-03T08:00:00Z', { visitor_id: 'laptop', site: 'docs.shop.example' }),
];
const OTHERS = [
  at('2026-02-01T08:00:00Z', { user_id: 'bob', visitor_id: 'kiosk' }),
  at('2026-02-01T09:00:00Z', { visitor_id: 'stranger' }),
  at('2026-02-01T10:00:00Z', { workspace: 'other', user_id: 'ana@shop.example' }),
];

async function rowsLeft(workspace: string): Promise<Record<string, number>> {
  const { rows } = await engine.store.query<Record<string, number>>(sql`
    SELECT (SELECT count() FROM events WHERE workspace = ${bind('String', workspace)}) AS events,
      (SELECT uniqExact(person) FROM first_seen WHERE workspace = ${bind('String', workspace)}) AS first_seen,
      (SELECT count() FROM person_traits WHERE workspace = ${bind('String', workspace)}) AS traits,
      (SELECT uniqExact(visitor) FROM links WHERE workspace = ${bind('String', workspace)}) AS links`);
  return rows[0]!;
}

describe('profile', () => {
  it.each(['ana@shop.example', 'phone', 'laptop'])('is the same person by the id %s', async (id) => {
    expect(await people.profile('shop', id)).toEqual({
      id,
      user_id: 'ana@shop.example',
      anonymous_ids: ['laptop', 'phone'],
      first_seen: '2026-01-10T08:00:00.000Z',
      last_seen: '2026-02-03T08:00:00.000Z',
      events: 4,
      page_views: 3,
      sites: ['docs.example', 'docs.shop.example'],
      traits: { plan: 'pro' },
    });
  });

  it('knows a visitor who never signed in', async () => {
    expect(await people.profile('shop', 'stranger')).toMatchObject({
      user_id: null,
      anonymous_ids: ['stranger'],
      events: 1,
    });
  });

  it.each([
    ['shop', 'nobody'],
    ['other', 'bob'],
    ['shop', "' OR 1 = 1 --"],
  ])('finds nobody in %s by %s', async (workspace, id) => {
    await expect(people.profile(workspace, id)).rejects.toMatchObject({ status: 404, code: 'unknown_person' });
  });
});

describe('export', () => {
  it('holds the profile, every value of every trait and every event, and nothing of others', async () => {
    const lines: Array<Record<string, unknown>> = [];
    for await (const line of await people.export('shop', 'phone')) {
      lines.push(JSON.parse(line));
    }
    expect(lines.map(({ type }) => type)).toEqual(['person', 'trait', 'trait', 'event', 'event', 'event', 'event']);
    expect(lines[1]).toEqual({ type: 'trait', time: '2026-01-10T08:00:00.000Z', key: 'plan', value: 'free' });
    expect(lines[3]).toMatchObject({
      time: '2026-01-10T08:00:00.000Z',
      visitor_id: 'phone',
      path: '/first',
      name: 'pageview',
    });
    expect(lines[5]).toMatchObject({ name: 'Order', value: 12.5 });
  });
});

describe('erase', () => {
  it('takes the person out of every table, and leaves all others', async () => {
    expect(await rowsLeft('shop')).toEqual({ events: 6, first_seen: 5, traits: 2, links: 3 });
    const { person, events } = await people.toErase('shop', 'laptop');
    expect([events, await people.erase(person)]).toEqual([4, true]);
    expect(await rowsLeft('shop')).toEqual({ events: 2, first_seen: 2, traits: 0, links: 1 });
    expect(await rowsLeft('other')).toEqual({ events: 1, first_seen: 1, traits: 0, links: 0 });
    await expect(people.profile('shop', 'ana@shop.example')).rejects.toMatchObject({ status: 404 });
    // As where it was cut short after the last table.
    expect(await people.erase(person)).toBe(true);
    expect(await rowsLeft('shop')).toMatchObject({ events: 2, first_seen: 2 });
  }, 100_000);

  it('refuses what it does not know', async () => {
    await expect(people.toErase('shop', 'nobody')).rejects.toMatchObject({ status: 404 });
  });
});
