import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../../test/engine';
import { at, day, world } from '../../../test/world';

// Each number was worked out by hand from the definitions.

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

describe('people', () => {
  const daily = { user_id: '', visitor_daily: true };
  test('seen and active, named and anonymous', async () => {
    const { measure } = await world(engine.store, [
      at(10),
      at(11, { user_id: 'bob', name: 'engagement', interactive: false }),
      at(12, { ...daily, visitor_id: 'v1' }),
      at(12, { user_id: '', visitor_id: 'stable' }),
      at(13, { user_id: '' }),
    ]);
    expect(await measure(['events', 'unique_visitors', 'active_users', 'total_users', 'dau', 'mau'])).toEqual({
      events: 5,
      unique_visitors: 4, // ana, bob, v1, stable; the event of nobody is no person
      active_users: 3, // without bob, who only pinged
      total_users: 2, // ana and stable: v1 would be another person tomorrow
      dau: 2,
      mau: 2,
    });
  });

  test('where nobody is known, the period before has no 0 either', async () => {
    const { measure, query } = await world(engine.store, [at(12, { ...daily, visitor_id: 'v1' })]);
    expect(await measure(['total_users', 'unique_visitors'], { compare: 'previous' })).toMatchObject({
      total_users: null,
      'total_users{previous}': null,
      total_users_change: null,
      unique_visitors: 1,
      'unique_visitors{previous}': 0,
      unique_visitors_change: 100,
    });
    const measures = [{ measure: 'page_views' as const }, { measure: 'mau' as const }];
    const range = { from: day(0), to: day(1) };
    expect(
      await query({ v: 1, kind: 'top', range, property: 'page.path', measures, compare: 'previous' })
    ).toMatchObject({ mau: [null], mau_previous: [null], mau_change: [null] });
  });

  test('a user and a visitor with the same id are two', async () => {
    const { measure } = await world(engine.store, [at(10, { user_id: 'x' }), at(11, { user_id: '', visitor_id: 'x' })]);
    expect(await measure(['unique_visitors'])).toEqual({ unique_visitors: 2 });
  });

  test('first seen is by workspace, and by site where one is asked about', async () => {
    const { measure } = await world(engine.store, [
      at(-48),
      at(10, { site: 'blog.example' }),
      at(34, { site: 'blog.example', user_id: 'bob' }),
    ]);
    const blog = { site: 'blog.example' };
    const before = { range: { from: day(-1), to: day(0) } };
    expect(await measure(['total_users'], before)).toEqual({ total_users: 1 });
    expect(await measure(['total_users'], { ...before, ...blog })).toEqual({ total_users: 0 });
    expect(await measure(['total_users'], blog)).toEqual({ total_users: 1 });
    expect(await measure(['total_users'], { range: { from: day(1), to: day(2) } })).toEqual({ total_users: 2 });
  });

  test('what counts over days says how many daily visitors it leaves out', async () => {
    const daily = { user_id: '', visitor_daily: true };
    const { notices } = await world(engine.store, [
      at(10),
      at(11, { user_id: '', visitor_id: 'stable' }),
      at(12, { ...daily, visitor_id: 'd1' }),
      at(13, { ...daily, visitor_id: 'd2' }),
    ]);
    expect(await notices(['page_views'])).toEqual([]);
    expect(await notices(['mau'])).toMatchObject([
      {
        code: 'known_people_only',
        text: expect.stringContaining('of the 4 people of this range 2 are daily visitors'),
      },
    ]);
    expect(await notices(['mau', 'sessions'])).toMatchObject([
      { code: 'anonymous_share', text: expect.stringContaining('50 % of the 4 people') },
      { code: 'known_people_only' },
    ]);
  });

  test('late events move first seen back', async () => {
    const { query } = await world(engine.store, [at(34), at(10), at(58, { user_id: 'bob' })]);
    const measures = [{ measure: 'total_users' as const }];
    const range = { from: day(0), to: day(3) };
    expect(await query({ v: 1, kind: 'trends', range, interval: '1d', measures })).toMatchObject({
      total_users: [1, 1, 2],
    });
  });

  test('WAU and MAU are calendar days of the zone, over a change of the clock', async () => {
    // Berlin's 29 March has 23 hours. 22:30Z of the 22nd is 23:30 of the 22nd there, 23:30Z is 00:30 of the 23rd.
    const { query } = await world(engine.store, [
      { time: '2026-03-22T22:30:00Z', user_id: 'ana' },
      { time: '2026-03-22T23:30:00Z', user_id: 'bob' },
    ]);
    const range = { from: '2026-03-27T23:00:00Z', to: '2026-03-30T22:00:00Z' };
    const measures = [{ measure: 'wau' as const }, { measure: 'mau' as const }];
    expect(await query({ v: 1, kind: 'trends', range, timezone: 'Europe/Berlin', interval: '1d', measures })).toEqual({
      time: ['2026-03-27T23:00Z', '2026-03-28T23:00Z', '2026-03-29T22:00Z'].map((text) => Date.parse(text)),
      wau: [2, 1, 0], // to the 28th, the 29th, the 30th
      mau: [2, 2, 2],
    });
  });
});

describe('goals', () => {
  const match = { events: ['Buy'] };
  test('are persons who did it of all persons of the same range and filters; a breakdown splits the numerator only', async () => {
    const { query } = await world(engine.store, [
      at(10, { browser: 'Firefox' }),
      at(10, { browser: 'Firefox', name: 'Buy' }),
      at(11, { browser: 'Firefox', name: 'Buy' }),
      at(10, { browser: 'Chrome', user_id: 'bob' }),
      at(10, { browser: 'Chrome', user_id: 'cy', name: 'Buy' }),
      at(10, { browser: 'Chrome', user_id: 'dan' }),
      at(10, { browser: 'Chrome', user_id: 'eve', name: 'engagement', interactive: false }),
    ]);
    const base = { v: 1, kind: 'trends', range: { from: day(0), to: day(1) }, interval: 'range' } as const;
    const measures = [
      { measure: 'conversions' as const, match },
      { measure: 'conversion_rate' as const, match },
    ];
    expect(await query({ ...base, measures })).toMatchObject({ conversions: [2], conversion_rate: [40] });
    const filter = { property: 'device.browser', op: 'eq', value: 'Chrome' } as const;
    expect(await query({ ...base, measures, filter })).toMatchObject({ conversions: [1], conversion_rate: [25] });
    expect(await query({ ...base, measures, breakdown: { property: 'device.browser' } })).toMatchObject({
      'conversion_rate{Chrome}': [20],
      'conversion_rate{Firefox}': [20],
    });
  });
});
