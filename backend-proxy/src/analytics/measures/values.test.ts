import type { Measure, MeasureAsked, QueryInput } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, columns } from '../../../test/ask';
import { startTestStore, type TestStore } from '../../../test/engine';
import { at, day, MONDAY, world } from '../../../test/world';
import type { Store } from '../../store/store';
import { bind, sql } from '../../store/sql';

// Each number was worked out by hand from the definitions.

let engine: TestStore;
beforeAll(async () => {
  engine = await startTestStore();
});
afterAll(() => engine.stop());

const match = { events: ['buy'] };
const whole = { v: 1, kind: 'trends', range: { from: day(0), to: day(1) }, interval: 'range' } as const;
const table = { v: 1, kind: 'top', range: { from: day(0), to: day(1) } } as const;

describe('a value of which the first measure is 0', () => {
  const plan = (user_id: string, name: string, value: string) => at(10, { user_id, name, props: { plan: value } });
  const PLANS = [
    plan('u1', 'buy', 'pro'),
    plan('u1', 'view', 'pro'),
    plan('u2', 'view', 'free'),
    plan('u3', 'view', 'free'),
    plan('u4', 'view', 'team'),
  ];
  const measures: MeasureAsked[] = [{ measure: 'conversions', match }, { measure: 'events' }];

  test('stands behind the others by its text, or is among the rest', async () => {
    const { query } = await world(engine.store, PLANS);
    const by = (limit: number) => query({ ...whole, measures, breakdown: { property: 'props.plan', limit } });
    const { time: _, ...all } = await by(10);
    expect(Object.entries(all)).toEqual([
      ['conversions{pro}', [1]],
      ['conversions{free}', [0]],
      ['conversions{team}', [0]],
      ['events{pro}', [2]],
      ['events{free}', [2]],
      ['events{team}', [1]],
    ]);
    expect(await by(1)).toMatchObject({ 'events{pro}': [2], 'events{Other}': [3], 'conversions{Other}': [0] });
    expect(await query({ ...table, measures, property: 'props.plan' })).toEqual({
      'props.plan': ['pro', 'free', 'team'],
      conversions: [1, 0, 0],
      events: [2, 2, 1],
    });
  });

  test('is a page that nobody leaves from, and one without a bounce', async () => {
    const { query } = await world(engine.store, [
      at(10, { path: '/a', props: { plan: 'pro' } }),
      at(10.1, { path: '/b', props: { plan: 'free' } }),
    ]);
    expect(await query({ ...table, property: 'page.path', measures: [{ measure: 'exit_rate' }] })).toEqual({
      'page.path': ['/b', '/a'],
      exit_rate: [100, 0],
    });
    const { time: _, ...rates } = await query({
      ...whole,
      measures: [{ measure: 'bounce_rate' }],
      breakdown: { property: 'props.plan' },
    });
    expect(rates).toEqual({ 'bounce_rate{free}': [0], 'bounce_rate{pro}': [0] });
  });

  test('only the period before knows is among the rest', async () => {
    const { query } = await world(engine.store, [
      at(10, { path: '/a' }),
      at(-10, { path: '/a' }),
      at(-9, { path: '/gone' }),
    ]);
    const breakdown = { property: 'page.path' } as const;
    const asked = { ...whole, measures: [{ measure: 'events' as const }], breakdown, compare: 'previous' as const };
    expect(await query(asked)).toMatchObject({
      'events{/a}': [1],
      'events{/a,previous}': [1],
      'events{Other}': [0],
      'events{Other,previous}': [1],
    });
  });

  test.each<Measure>([
    ...(['page_views', 'unique_visitors', 'events_per_user', 'total_users', 'sessions', 'bounce_rate'] as const),
    ...(['entries', 'exit_rate', 'mau', 'stickiness', 'conversions', 'conversion_rate', 'sum', 'mean'] as const),
  ])('is shown when %s ranks: values and the rest are all events', async (first) => {
    const { query } = await world(engine.store, [
      at(10, { path: '/a', value: -3 }),
      at(10.2, { path: '/b', name: 'buy' }),
      at(11, { path: '/c', user_id: '', name: 'cron' }),
      at(12, { path: '/d', user_id: '', visitor_id: 'v1', visitor_daily: true }),
      at(13, { path: '/e', user_id: 'bob', name: 'engagement', interactive: false }),
      at(-400, { path: '/long-ago' }),
    ]);
    const asked = first.startsWith('conversion') ? { measure: first, match } : { measure: first };
    const measures: MeasureAsked[] = [asked, { measure: 'events', name: 'all' }];
    const values = (await query({ ...table, measures, property: 'page.path' }))['page.path'];
    expect(values).toEqual(expect.arrayContaining(['/a', '/b', '/c', '/d', '/e']));
    for (const limit of [2, 100]) {
      const found = await query({ ...whole, measures, breakdown: { property: 'page.path', limit } });
      const counts = Object.entries(found).filter(([name]) => name.startsWith('all{'));
      expect(counts.reduce((sum, [, [n]]) => sum + (n as number), 0)).toBe(5);
    }
  });
});

describe('however many values there are', () => {
  const VALUES = 100_003;
  const property = 'props.k' as const;
  beforeAll(async () => {
    // Each value is of one person's event; `v7` has two more, on the day before and the day after.
    await engine.store.command(sql`
      INSERT INTO events (workspace, site, time, received, name, user_id, host, path, props, interactive)
      SELECT 'many', 'docs.example', fromUnixTimestamp64Milli(toInt64(${bind('Int64', MONDAY)} + moment), 'UTC'), now64(3),
        'pageview', concat('user-', toString(number % 900)), 'docs.example', concat('/', toString(number)),
        map('k', concat('v', toString(number))), 1
      FROM (
        SELECT number, number % 86400000 AS moment FROM numbers(${bind('UInt64', VALUES)})
        UNION ALL SELECT 7, -86400000 UNION ALL SELECT 7, 86400000
      )`);
  });

  /** Asks, and says how many rows of the engine came into memory at most. */
  async function asking(query: object) {
    let most = 0;
    const watched: Store = {
      async query<Row>(...asked: Parameters<Store['query']>) {
        const found = await engine.store.query<Row>(...asked);
        most = Math.max(most, found.rows.length);
        return found;
      },
    };
    const answered = await ask(watched, query as QueryInput, { workspace: 'many' });
    return { answered, most };
  }

  test.each<Measure>(['mau', 'stickiness', 'total_users', 'events', 'sessions', 'conversion_rate', 'p95'])(
    'the largest by %s and the rest leave the engine, and how many there are is said',
    async (measure) => {
      const measures = [measure === 'conversion_rate' ? { measure, match: { events: ['pageview'] } } : { measure }];
      const range = { from: day(0), to: day(2) };
      const breakdown = { property, limit: 3 };
      const { answered, most } = await asking({
        ...whole,
        range,
        interval: '1d',
        measures,
        breakdown,
        compare: 'previous',
      });
      expect(answered.meta.cut).toEqual({ what: property, shown: 3, total: VALUES });
      expect(most).toBeLessThanOrEqual(4);
    }
  );

  test('each has its number', async () => {
    const measures = [{ measure: 'events' as const }, { measure: 'mau' as const }];
    const range = { from: day(-1), to: day(2) };
    const { answered } = await asking({ ...whole, range, interval: '1d', measures, breakdown: { property, limit: 1 } });
    expect(columns(answered)).toMatchObject({
      'events{v7}': [1, 1, 1],
      'events{Other}': [0, VALUES - 1, 0],
      'mau{v7}': [1, 1, 1],
      'mau{Other}': [0, 900, 900],
    });
  });
});

test('who was there before the range, but no more at its end, makes no value', async () => {
  const { query } = await world(engine.store, [at(-24, { path: '/old' }), at(20 * 24, { path: '/new' })]);
  const range = { from: day(0), to: day(40) };
  for (const measure of ['mau', 'stickiness'] as const) {
    const found = await query({ ...table, range, property: 'page.path', measures: [{ measure }] });
    expect(found['page.path']).toEqual(['/new']);
  }
});

test('a range that has not begun has no numbers', async () => {
  const { query } = await world(engine.store, [at(10)]);
  const range = { from: '2040-01-01T00:00:00Z', to: '2040-01-03T00:00:00Z' };
  const measures = (['mau', 'stickiness', 'total_users', 'sessions', 'events'] as const).map((measure) => ({
    measure,
  }));
  for (const interval of ['1d', '1h', '1M'] as const) {
    const breakdown = { property: 'page.path' } as const;
    expect((await query({ ...whole, range, interval, measures, breakdown }))['time']).toEqual([]);
  }
});

describe('where those who are known did not do it', () => {
  const names = ['total_users', 'dau', 'wau', 'mau'];
  const nobody = { total_users: 0, dau: 0, wau: 0, mau: 0 };

  test('they are 0 people, and the answer does not say that nobody is known', async () => {
    const { measure, notices, query } = await world(engine.store, [at(10)]);
    const filter = { property: 'page.path', op: 'eq', value: '/nowhere' } as const;
    const segment = { did: { events: ['Never'] } };
    expect(await measure(names, { filter })).toEqual(nobody);
    expect(await measure(names, { segment })).toEqual(nobody);
    expect(await measure(['stickiness'], { filter })).toEqual({ stickiness: null });
    const measures = names.map((name) => ({ measure: name as Measure }));
    expect(await notices(names, { ...whole, measures, filter })).toEqual([]);
    const match = { events: ['pageview'] };
    const elsewhere = { ...table, measures: [{ measure: 'mau' as const }, { measure: 'conversions' as const, match }] };
    expect(await query({ ...elsewhere, property: 'page.path', filter })).toMatchObject({ mau: [] });
  });

  test('a site that knows nobody still says so', async () => {
    const daily = { user_id: '', visitor_id: 'v1', visitor_daily: true };
    const { measure } = await world(engine.store, [at(10), at(11, { ...daily, site: 'blog.example' })]);
    expect(await measure(names, { site: 'blog.example' })).toEqual({
      total_users: null,
      dau: null,
      wau: null,
      mau: null,
    });
  });
});
