import type { Answer, QueryInput } from '@fawkes/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { Problem } from '../../problem';
import { usageTrendsSchema } from '../legacy/usage-trends';
import { ADMIN, NOW, oneNumber, testApp, type TestApp } from '../test-app';
import { expectProblem } from '../test-problem';

let proxy: TestApp;
afterEach(() => proxy.close());

const ask = (query = '') => proxy.inject({ url: `/api/v1/usage-trends${query}`, token: ADMIN });

/** What the earlier service answered, in its order (the contract that is kept). */
const FIELDS = [
  'total_users',
  'active_users',
  'page_views',
  'unique_visitors',
  'avg_session_duration',
  'bounce_rate',
  'users_over_time',
  'pageviews_over_time',
  'top_pages',
  'traffic_sources',
];

test('the earlier service’s fields are all there under their names', async () => {
  proxy = await testApp();
  const response = await ask();
  expect(response.statusCode).toBe(200);
  expect(Object.keys(response.json<object>()).slice(0, FIELDS.length)).toEqual(FIELDS);
  expect(usageTrendsSchema.parse(response.json())).toMatchObject({ page_views: 0, top_pages: {}, traffic_sources: {} });
});

test('every number is an answer’s, and all are asked as of one moment', async () => {
  const asked: QueryInput[] = [];
  const tables: Record<string, Answer> = {
    range: table({
      total_users: [9],
      active_users: [5],
      page_views: [40],
      unique_visitors: [6],
      session_duration: [61.5],
      bounce_rate: [25],
    }),
    series: table({ time: [NOW - 86_400_000, NOW], active_users: [3, null], page_views: [15, 25] }),
    'page.path': table({ 'page.path': ['/a', '/b'], page_views: [30, 10] }),
    'session.source': table({ 'session.source': ['Direct', 'Google'], sessions: [5, 3] }),
  };
  proxy = await testApp({
    ask: async (_, query) => {
      const q = query as QueryInput;
      asked.push(q);
      return tables[
        q.kind === 'top' ? q.property : q.kind === 'trends' && q.interval === 'range' ? 'range' : 'series'
      ] as Answer;
    },
  });
  expect((await ask('?time_range=30d')).json()).toEqual({
    total_users: 9,
    active_users: 5,
    page_views: 40,
    unique_visitors: 6,
    avg_session_duration: 61.5,
    bounce_rate: 25,
    users_over_time: [
      { timestamp: '2026-11-23T12:00:00.000Z', value: 3, label: '2026-11-23 12:00' },
      { timestamp: '2026-11-24T12:00:00.000Z', value: null, label: '2026-11-24 12:00' },
    ],
    pageviews_over_time: [
      { timestamp: '2026-11-23T12:00:00.000Z', value: 15, label: '2026-11-23 12:00' },
      { timestamp: '2026-11-24T12:00:00.000Z', value: 25, label: '2026-11-24 12:00' },
    ],
    top_pages: { '/a': 30, '/b': 10 },
    traffic_sources: { Direct: 5, Google: 3 },
    notices: [],
  });
  expect(new Set(asked.map((q) => JSON.stringify([q.range, q.asOf])))).toEqual(
    new Set([JSON.stringify([{ last: '30d' }, NOW])])
  );
});

describe('time_range', () => {
  test.each(['1h', '6h', '24h', '7d', '30d', '90d'])('%s', async (range) => {
    proxy = await testApp();
    const { users_over_time: points } = usageTrendsSchema.parse((await ask(`?time_range=${range}`)).json());
    expect(points.length).toBe({ '1h': 1, '6h': 6, '24h': 24, '7d': 8, '30d': 31, '90d': 91 }[range]);
  });

  test('is 7d where it is not said', async () => {
    const ranges: unknown[] = [];
    proxy = await testApp({
      ask: async (_, query) => {
        ranges.push((query as QueryInput).range);
        return oneNumber(1);
      },
    });
    await ask();
    expect(ranges).toEqual(Array.from({ length: 4 }, () => ({ last: '7d' })));
  });

  test.each(['?time_range=2d', '?time_range=', '?time_range=7D', '?time_range=7d&time_range=30d', "?time_range=7d'--"])(
    'in no form is a 400 that lists the forms: %s',
    async (query) => {
      proxy = await testApp();
      const problem = expectProblem(await ask(query), 400, 'invalid_request');
      expect(problem.detail).toBe('time_range: time_range is one of 1h, 6h, 24h, 7d, 30d, 90d');
    }
  );
});

test('a question that fails is the problem of the whole', async () => {
  proxy = await testApp({
    ask: async () => {
      throw new Problem(504, 'timeout', 'The question took too long.');
    },
  });
  expectProblem(await ask(), 504, 'timeout');
});

function table(columns: Record<string, Array<string | number | null>>): Answer {
  const { meta } = oneNumber(0);
  const fields = Object.keys(columns).map((name) => ({
    name,
    type: 'number' as const,
    typeInfo: { frame: 'float64' as const },
  }));
  return { meta, frames: [{ schema: { name: 'table', fields }, data: { values: Object.values(columns) } }] };
}
