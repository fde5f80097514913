import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../../test/engine';
import { at, day, world } from '../../../test/world';

// Each number was worked out by hand from the definitions.

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

describe('sessions', () => {
  test('are cut at 24 hours', async () => {
    // Every 20 minutes for 25 hours: 72 events in the first day (to 23:40), the 73rd at 24:00 and three more.
    const { measure } = await world(
      engine.store,
      Array.from({ length: 76 }, (_, i) => at(i / 3))
    );
    expect(await measure(['sessions', 'session_duration'], { range: { from: day(0), to: day(2) } })).toEqual({
      sessions: 2,
      session_duration: (71 * 20 * 60 + 3 * 20 * 60) / 2,
    });
  });

  test('are whole although they go on after the range', async () => {
    const { measure } = await world(engine.store, [at(23.9), at(24.3), at(24.7)]);
    expect(await measure(['sessions', 'session_duration', 'views_per_visit'])).toEqual({
      sessions: 1,
      session_duration: 0.8 * 3600,
      views_per_visit: 3,
    });
  });

  test('that began before the range do not count in it', async () => {
    const { measure } = await world(engine.store, [at(-0.4), at(0), at(0.4)]);
    expect(await measure(['sessions', 'page_views'])).toEqual({ sessions: 0, page_views: 2 });
  });

  test('are the same in whatever order events arrive', async () => {
    const { measure } = await world(engine.store, [at(10.8), at(10), at(10.4), at(9.6), at(11.2)]);
    expect(await measure(['sessions', 'session_duration'])).toEqual({ sessions: 1, session_duration: 1.6 * 3600 });
  });

  test('are neither kept up nor counted by pings and identify', async () => {
    const ping = { name: 'engagement', interactive: false };
    const { measure } = await world(engine.store, [
      at(10),
      at(10.4, ping),
      at(10.8),
      at(15, ping),
      at(20, { name: 'identify', interactive: false }),
    ]);
    expect(await measure(['sessions', 'session_duration', 'events'])).toEqual({
      sessions: 2,
      session_duration: 0,
      events: 5,
    });
  });

  test('are of one person on one site', async () => {
    const { measure } = await world(engine.store, [
      at(10),
      at(10.1, { site: 'blog.example' }),
      at(10.2),
      at(10.1, { user_id: 'bob' }),
    ]);
    expect(await measure(['sessions', 'session_duration'])).toEqual({
      sessions: 3,
      session_duration: (0.2 * 3600) / 3,
    });
    expect(await measure(['sessions'], { site: 'blog.example' })).toEqual({ sessions: 1 });
    expect(await measure(['sessions'], { site: ['blog.example', 'docs.example'] })).toEqual({ sessions: 3 });
  });

  test('bounce with one page view and no interactive event beside it', async () => {
    const custom = (user_id: string, interactive: boolean) => at(10.1, { user_id, name: 'Click', interactive });
    const { measure } = await world(engine.store, [
      ...[at(10, { user_id: 'one page' })],
      ...[at(10, { user_id: 'and a silent event' }), custom('and a silent event', false)],
      ...[at(10, { user_id: 'and a click' }), custom('and a click', true)],
      ...[at(10, { user_id: 'two pages' }), at(10.1, { user_id: 'two pages' })],
      ...[custom('a click alone', true)],
    ]);
    expect(await measure(['sessions', 'bounce_rate'])).toEqual({ sessions: 5, bounce_rate: 40 });
  });

  test('have the source of their first event', async () => {
    const { query } = await world(engine.store, [
      at(10, { source: 'Google', path: '/a' }),
      at(10.1, { source: 'Direct', path: '/b' }),
      at(10.2, { source: 'Bing', path: '/c' }),
    ]);
    const top = { v: 1, kind: 'top', range: { from: day(0), to: day(1) } } as const;
    const measures = [{ measure: 'sessions' as const }, { measure: 'page_views' as const }];
    expect(await query({ ...top, property: 'session.source', measures })).toEqual({
      'session.source': ['Google'],
      sessions: [1],
      page_views: [3],
    });
  });

  test('take along what they are asked for; what belongs to none is counted without', async () => {
    const { query } = await world(engine.store, [
      at(10, { source: 'Google' }),
      at(10.1, { name: 'engagement', interactive: false }),
      at(11, { user_id: '', source: 'Bing' }),
    ]);
    const top = { v: 1, kind: 'top', range: { from: day(0), to: day(1) }, property: 'session.source' } as const;
    const measures = [{ measure: 'events' as const }, { measure: 'page_views' as const }];
    expect(await query({ ...top, measures })).toEqual({
      'session.source': ['(none)', 'Google'],
      events: [2, 1],
      page_views: [1, 1],
    });
    const filter = { property: 'session.source', op: 'eq', value: 'Google' } as const;
    expect(await query({ ...top, measures, filter })).toMatchObject({ events: [1], page_views: [1] });
    const unset = { property: 'session.source', op: 'unset' } as const;
    expect(await query({ ...top, measures, filter: unset })).toMatchObject({ events: [2], page_views: [1] });
  });

  test('have one entry page, whatever is asked of them, also where two views have the same time', async () => {
    const { query } = await world(engine.store, [
      at(10, { path: '/a', browser: 'x' }),
      at(10, { path: '/b', browser: 'y' }),
    ]);
    const entries = (filter?: { property: 'page.path'; op: 'eq'; value: string }) =>
      query({
        v: 1,
        kind: 'top',
        range: { from: day(0), to: day(1) },
        property: 'session.entry_page',
        measures: [{ measure: 'sessions' }],
        filter,
      });
    const all = await entries();
    expect(await entries({ property: 'page.path', op: 'eq', value: '/a' })).toEqual(all);
    expect(await entries({ property: 'page.path', op: 'eq', value: '/b' })).toEqual(all);
  });
});
