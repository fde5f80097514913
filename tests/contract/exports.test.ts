import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Answer, Measure, QueryInput } from '@fawkes/contract';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { columns } from '../../backend-proxy/test/ask';
import { NOW, startProxy, type Proxy, type Workspace } from './proxy';

const HOUR = 3_600_000;
/** More than a page of the log within one millisecond, and many hours besides. */
const CROWD = 20_050;
const LOG = { v: 1, kind: 'events', range: { last: '7d' } } as const;

let proxy: Proxy;
let shop: Workspace;
let directory: string;
let duckdb: Awaited<ReturnType<DuckDBInstance['connect']>>;
beforeAll(async () => {
  proxy = await startProxy();
  shop = await proxy.workspace('default');
  const name = (n: number) => (n % 3 === 0 ? 'Order' : 'pageview');
  const spread = Array.from({ length: 60 }, (_, n) => ({
    ...{ name: name(n), url: `/page/${n % 4}`, user_id: `user-${n % 7}`, value: n / 4, props: { plan: '=pro' } },
    timestamp: NOW - 1 - n * HOUR,
  }));
  const crowd = Array.from({ length: CROWD }, (_, n) => ({
    ...{ name: 'pageview', url: `/crowd/${n}`, user_id: 'crowd' },
    timestamp: NOW - 90 * HOUR,
  }));
  await shop.send(spread);
  for (let start = 0; start < CROWD; start += 1000) {
    await shop.send(crowd.slice(start, start + 1000));
  }
  directory = mkdtempSync(join(tmpdir(), 'exports-'));
  duckdb = await (await DuckDBInstance.create()).connect();
});
afterAll(async () => {
  duckdb.closeSync();
  rmSync(directory, { recursive: true });
  await proxy.stop();
});

type Rows = Array<Record<string, unknown>>;

/** A file as someone else reads it. */
async function rowsOf(
  response: Awaited<ReturnType<Workspace['get']>>,
  format: string,
  table = 'trends'
): Promise<Rows> {
  expect([response.statusCode, response.statusCode === 200 ? '' : response.body]).toEqual([200, '']);
  if (format === 'xlsx') {
    const { sheets } = await readXlsx(response.rawPayload);
    const [head = [], ...rows] = sheets.find(({ name }) => name === table)?.rows ?? [];
    return rows.map((row) => Object.fromEntries(head.map((key, i) => [String(key), row[i] ?? null])));
  }
  if (format === 'json') {
    return response.json().tables[table];
  }
  const file = join(directory, `file.${format}`);
  writeFileSync(file, response.rawPayload);
  const reader = { csv: 'read_csv', ndjson: 'read_json', parquet: 'read_parquet' }[format];
  const rows = (await duckdb.runAndReadAll(`SELECT * FROM ${reader}('${file}')`)).getRowObjectsJS();
  const numeric = (value: unknown) => (typeof value === 'bigint' ? Number(value) : value);
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, numeric(value)])));
}

const FORMATS = ['csv', 'json', 'ndjson', 'xlsx', 'parquet'];
const OLD_NAMES: Partial<Record<Measure, string>> = {
  total_users: 'total_users',
  active_users: 'active_users',
  page_views: 'page_views',
  unique_visitors: 'unique_visitors',
  session_duration: 'avg_session_duration',
  bounce_rate: 'bounce_rate',
};
/** Of page views Prometheus has a counter instead. */
const GAUGES: Partial<Record<Measure, string>> = {
  total_users: 'total_users',
  active_users: 'active_users',
  unique_visitors: 'unique_visitors',
  session_duration: 'avg_session_duration_seconds',
  bounce_rate: 'bounce_rate_percentage',
};
const MEASURES = Object.keys(OLD_NAMES) as Measure[];
const TOTALS: QueryInput = {
  ...{ v: 1, kind: 'trends', range: { last: '7d' }, asOf: NOW, interval: 'range' },
  measures: MEASURES.map((measure) => ({ measure })),
};

test('the doors agree: a question, the earlier service’s answer, Prometheus and every file have one number each', async () => {
  const { A } = await shop.query([TOTALS]);
  const asked = Object.fromEntries(MEASURES.map((measure) => [measure, columns(A as Answer)[measure]?.[0]]));
  // 60 events, every third of them no view, and the crowd; seven users and the crowd's one.
  expect(asked).toMatchObject({ page_views: 40 + CROWD, active_users: 8, unique_visitors: 8, total_users: 8 });
  const earlier = (await shop.get('/api/v1/usage-trends?time_range=7d')).json();
  expect(Object.fromEntries(MEASURES.map((measure) => [measure, earlier[OLD_NAMES[measure]!]]))).toEqual(asked);
  const metrics = await proxy.metrics();
  for (const [measure, gauge] of Object.entries(GAUGES)) {
    const shown = new RegExp(`^analytics_${gauge} (\\S+)$`, 'm').exec(metrics)?.[1];
    expect([measure, Number(shown)]).toEqual([measure, asked[measure]]);
  }
  for (const format of FORMATS) {
    const [row] = await rowsOf(await shop.export(TOTALS, format), format);
    expect([format, row]).toEqual([format, expect.objectContaining(asked)]);
    const all = await rowsOf(await shop.get(`/api/v1/export/${format}?time_range=7d`), format, 'usage_totals');
    const totals = all.find(({ table }) => table === undefined || table === 'usage_totals');
    expect([format, totals]).toEqual([format, expect.objectContaining(asked)]);
  }
});

describe('the raw log', () => {
  test('is exported whole in every format, newest first', async () => {
    for (const format of FORMATS) {
      const rows = await rowsOf(await shop.export(LOG, format), format, 'events');
      expect([format, rows.length]).toEqual([format, 60 + CROWD]);
      expect(new Set(rows.map(({ page }) => page)).size).toBe(4 + CROWD);
      const times = rows.map(({ time }) => new Date(time as string).getTime());
      expect(times.every((time, i) => i === 0 || time <= times[i - 1]!)).toBe(true);
      expect(rows[1]).toMatchObject({ event: 'pageview', person: 'user-1', page: '/page/1', value: 0.25 });
    }
  });

  test('has the rows that its pages have', async () => {
    const filter = { property: 'user.id', op: 'neq', value: 'crowd' } as const;
    const exported = (await shop.export({ ...LOG, filter }, 'json')).json().tables.events as Rows;
    const { A } = await shop.query([{ ...LOG, filter, limit: 1000 }]);
    const page = columns(A as Answer);
    expect(exported).toHaveLength(60);
    expect(exported.map(({ time, ...row }) => ({ ...row, time: Date.parse(String(time)) }))).toEqual(
      exported.map((_, i) => Object.fromEntries(Object.entries(page).map(([key, values]) => [key, values[i]])))
    );
  });

  test('of a query with a limit is one page, which says that it is cut', async () => {
    const document = (await shop.export({ ...LOG, limit: 5 }, 'json')).json();
    expect(document.tables.events).toHaveLength(5);
    expect(document.asked).toMatchObject([{ cut: { what: 'events', shown: 5, total: 60 + CROWD } }]);
  });

  test('of nothing is its header', async () => {
    const empty = await shop.export({ ...LOG, range: { from: 0, to: 1 } }, 'csv');
    expect(empty.body).toBe('time,event,person,site,page,source,country,browser,value,props\r\n');
  });
});

test('a link asks by GET, and one of several tables can be chosen', async () => {
  const steps = [
    { name: 'View', match: { events: ['pageview'] } },
    { name: 'Order', match: { events: ['Order'] } },
  ];
  const query = encodeURIComponent(JSON.stringify({ v: 1, kind: 'funnel', range: { last: '7d' }, steps }));
  const link = `/api/v1/query/export?format=csv&query=${query}`;
  const whole = await shop.get(link);
  const alone = await shop.get(`${link}&table=steps`);
  expect(whole.body).toMatch(/^table,/);
  expect(alone.body).toMatch(/^step_number,|^step_name,/);
  expect(alone.body.trim().split('\r\n')).toHaveLength(3);
  expect([alone.headers['content-type'], alone.headers['content-disposition']]).toEqual([
    'text/csv; charset=utf-8; header=present',
    'attachment; filename="funnel-2026-11-17-to-2026-11-24.csv"',
  ]);
});

test('an export of all areas has a table for each question', async () => {
  const { tables, asked } = (await shop.get('/api/v1/export/json')).json();
  expect(Object.keys(tables)).toEqual(
    expect.arrayContaining([
      'usage_totals',
      'usage_over_time',
      'usage_pages',
      'feature_adoption',
      'experiments',
      'user_segments',
      'funnels',
      'funnels_summary',
    ])
  );
  expect(tables.funnels_summary.map(({ funnel }: { funnel: string }) => funnel)).toEqual([
    ...['deployment', 'onboarding', 'service_creation'],
  ]);
  expect(tables.funnels[0]).toMatchObject({ funnel: 'deployment', step_number: 1, step_name: 'Start Deployment' });
  expect(new Set(asked.map(({ asOf }: { asOf: string }) => asOf)).size).toBe(1);
  const { asked: _asked, tables: _tables, ...beside } = (await shop.get('/api/v1/export/json')).json();
  expect(beside).toEqual((await shop.get('/api/v1/dashboard?time_range=30d')).json());
});

describe('what cannot be exported', () => {
  const good = encodeURIComponent(JSON.stringify(LOG));
  test.each([
    ['/api/v1/export/pdf', 400, /csv, json, ndjson, xlsx, parquet/],
    ['/api/v1/export/csv?time_range=2d', 400, /1h, 6h, 24h, 7d, 30d, 90d/],
    ['/api/v1/export/csv?table=users', 404, /usage_totals/],
    [`/api/v1/query/export?format=doc&query=${good}`, 400, /csv, json, ndjson, xlsx, parquet/],
    [`/api/v1/query/export?query=${good}`, 400, /csv, json, ndjson, xlsx, parquet/],
    [`/api/v1/query/export?format=csv&table=x&query=${good}`, 404, /events/],
    ['/api/v1/query/export?format=csv', 400, /query/],
    ['/api/v1/query/export?format=csv&query={', 400, /JSON/],
    ['/api/v1/query/export?format=csv&query=null', 400, /kinds/],
    ['/api/v1/query/export?format=csv&query={"kind":"events"}', 400, /errors/],
  ])('%s', async (url, status, detail) => {
    const response = await shop.get(url);
    expect([response.statusCode, response.headers['content-type']]).toEqual([status, 'application/problem+json']);
    expect(response.json().detail).toMatch(detail);
    expect(response.headers['content-disposition']).toBeUndefined();
  });
});
