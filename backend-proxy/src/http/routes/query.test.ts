import { queryResponseSchema, type QueryResult } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Problem } from '../../problem';
import { ADMIN, oneNumber, testApp, type TestApp } from '../test-app';
import { expectProblem } from '../test-problem';

let proxy: TestApp;
beforeAll(async () => {
  proxy = await testApp();
});
afterAll(() => proxy.close());

const trends = { v: 1, kind: 'trends', range: { last: '7d' }, measures: [{ measure: 'page_views' }] };

const post = (payload: unknown) =>
  proxy.inject({
    method: 'POST',
    url: '/api/v1/query',
    token: ADMIN,
    headers: { 'content-type': 'application/json' },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });

/** Asks one query and gives its place in the results; the request itself must be fine. */
async function result(query: unknown): Promise<QueryResult> {
  const response = await post({ queries: [query] });
  expect([response.statusCode, response.body]).toEqual([200, expect.stringContaining('"results":')]);
  const { results } = queryResponseSchema.parse(response.json());
  expect(Object.keys(results)).toHaveLength(1);
  return Object.values(results)[0] as QueryResult;
}

/** The problem in a query's place. */
async function problemOf(query: unknown) {
  const found = await result(query);
  if (!('error' in found)) {
    throw new Error('the query was answered');
  }
  return found.error;
}

describe('the envelope', () => {
  test('each query is answered in its own place, in the shape of the contract', async () => {
    const response = await post({ queries: [trends, { ...trends, refId: 'B', kind: 'top', property: 'page.path' }] });
    const { results } = queryResponseSchema.parse(response.json());
    expect(Object.keys(results)).toEqual(['A', 'B']);
    expect(results['B']).toMatchObject({ frames: [{ schema: { name: 'top', refId: 'B' } }], meta: { demo: false } });
  });

  test('a query that fails does not cost the others', async () => {
    const response = await post({
      queries: [
        { ...trends, kind: 'guess' },
        { ...trends, refId: 'B' },
      ],
    });
    expect(response.statusCode).toBe(200);
    expect(response.json().results).toMatchObject({
      A: { error: { status: 400, code: 'unknown_kind', errors: [{ path: 'kind' }] } },
      B: { frames: [{ schema: { name: 'trends' } }] },
    });
  });

  test.each([
    ['no body', '', 'no_body', undefined],
    ['text that is no JSON', '{"queries":[', 'bad_json', undefined],
    ['an array', [], 'invalid_request', ''],
    ['null', null, 'invalid_request', ''],
    ['no queries', {}, 'invalid_request', 'queries'],
    ['an empty list', { queries: [] }, 'invalid_request', 'queries'],
    ['a list that is none', { queries: { 0: trends } }, 'invalid_request', 'queries'],
    ['a field that does not exist', { queries: [trends], workspace: 'demo' }, 'invalid_request', ''],
    [
      '101 queries',
      { queries: Array.from({ length: 101 }, (_, i) => ({ ...trends, refId: `${i}` })) },
      'invalid_request',
      'queries',
    ],
    ['a query that is no object', { queries: [trends, 5] }, 'invalid_request', 'queries.1.refId'],
    ['a query that is a list', { queries: [[]] }, 'invalid_request', 'queries.0.refId'],
    ['a refId twice', { queries: [trends, { ...trends, refId: 'A' }] }, 'invalid_request', 'queries.1.refId'],
    ['a refId that is a number', { queries: [{ ...trends, refId: 1 }] }, 'invalid_request', 'queries.0.refId'],
    [
      'a refId of 101 characters',
      { queries: [{ ...trends, refId: 'x'.repeat(101) }] },
      'invalid_request',
      'queries.0.refId',
    ],
  ])('%s is a 400 for the whole, with its place', async (_, body, code, path) => {
    const problem = expectProblem(await post(body), 400, code);
    expect(problem.errors?.[0]?.path).toBe(path);
  });

  test('100 queries are answered', async () => {
    const response = await post({ queries: Array.from({ length: 100 }, (_, i) => ({ ...trends, refId: `${i}` })) });
    expect(Object.keys(response.json().results)).toHaveLength(100);
  });

  test.each([
    '{"__proto__":{"admin":true},"queries":[]}',
    '{"queries":[{"constructor":{"prototype":{"admin":true}}}]}',
  ])('keys that reach for prototypes are refused: %s', async (body) => {
    const { detail } = expectProblem(await post(body), 400, 'forbidden_name');
    expect(detail).toMatch(/(__proto__|constructor): this name is not allowed$/);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test('a refId that names a property of every object is a name like any other', async () => {
    const response = await post({
      queries: [
        { ...trends, refId: 'toString' },
        { ...trends, refId: 'hasOwnProperty' },
      ],
    });
    expect(Object.keys(response.json().results)).toEqual(['toString', 'hasOwnProperty']);
  });

  test('broken UTF-8 and another type of content', async () => {
    const request = { method: 'POST', url: '/api/v1/query', token: ADMIN } as const;
    const broken = Buffer.concat([Buffer.from('{"queries":["'), Buffer.from([0xc3, 0x28]), Buffer.from('"]}')]);
    const json = { 'content-type': 'application/json' };
    expectProblem(await proxy.inject({ ...request, headers: json, payload: broken }), 400, 'bad_encoding');
    const zipped = { ...json, 'content-encoding': 'gzip' };
    expectProblem(await proxy.inject({ ...request, headers: zipped, payload: '{}' }), 415, 'compressed_body');
    const text = { 'content-type': 'text/plain' };
    expectProblem(
      await proxy.inject({ ...request, headers: text, payload: '{"queries":[]}' }),
      415,
      'wrong_content_type'
    );
  });

  test('a body over 10 MB', async () => {
    expectProblem(await post(`{"queries":[],"x":"${'x'.repeat(10 * 1024 * 1024)}"}`), 413, 'body_too_large');
  });
});

describe('what is wrong in a query is said with its place', () => {
  const steps = [{ name: 'A', match: { events: ['A'] } }];
  const funnel = { v: 1, kind: 'funnel', range: { last: '7d' }, steps };
  test.each([
    ['no kind', { ...trends, kind: undefined }, 'unknown_kind', 'kind'],
    ['a kind of every object', { ...trends, kind: 'constructor' }, 'unknown_kind', 'kind'],
    ['a field that does not exist', { ...trends, colour: 'red' }, 'bad_query', ''],
    ['another version', { ...trends, v: 2 }, 'bad_query', 'v'],
    ['no range', { ...trends, range: undefined }, 'bad_query', 'range'],
    ['a range in no form', { ...trends, range: { last: 'a week' } }, 'bad_query', 'range.last'],
    ['a range upside down', { ...trends, range: { from: 2, to: 1 } }, 'range_upside_down', 'range'],
    ['a range of nothing', { ...trends, range: { from: 1000, to: 1000 } }, 'range_upside_down', 'range'],
    ['a range before 1970', { ...trends, range: { last: '99999w' } }, 'range_before_1970', 'range'],
    ['an instant before 1970', { ...trends, range: { from: -1, to: 5 } }, 'bad_query', 'range.from'],
    ['an instant after 2100', { ...trends, asOf: 9e15 }, 'bad_query', 'asOf'],
    ['an instant that is infinite', { ...trends, asOf: 1e308 }, 'bad_query', 'asOf'],
    ['an instant that does not exist', { ...trends, asOf: '2026-02-30T00:00:00Z' }, 'bad_query', 'asOf'],
    ['an instant without a zone', { ...trends, asOf: '2026-02-03T00:00:00' }, 'bad_query', 'asOf'],
    ['a time zone that does not exist', { ...trends, timezone: 'Europe/Atlantis' }, 'bad_query', 'timezone'],
    ['an interval in no form', { ...trends, interval: '1.5d' }, 'bad_query', 'interval'],
    ['too many buckets', { ...trends, interval: '1m' }, 'too_many_buckets', 'interval'],
    [
      'a measure that does not exist',
      { ...trends, measures: [{ measure: 'luck' }] },
      'bad_query',
      'measures.0.measure',
    ],
    ['no measures', { ...trends, measures: [] }, 'bad_query', 'measures'],
    ['a conversion of nothing', { ...trends, measures: [{ measure: 'conversions' }] }, 'bad_query', 'measures.0'],
    [
      'a property that does not exist',
      { ...trends, breakdown: { property: 'page.colour' } },
      'bad_query',
      'breakdown.property',
    ],
    ['a property without a name', { ...trends, breakdown: { property: 'props.' } }, 'bad_query', 'breakdown.property'],
    [
      'a limit over the most',
      { ...trends, breakdown: { property: 'site', limit: 101 } },
      'bad_query',
      'breakdown.limit',
    ],
    [
      'an operator that does not exist',
      { ...trends, filter: { property: 'site', op: 'is', value: 'x' } },
      'bad_query',
      'filter.op',
    ],
    ['a filter of nothing', { ...trends, filter: { and: [] } }, 'bad_query', 'filter.and'],
    ['a funnel without steps', { ...funnel, steps: [] }, 'bad_query', 'steps'],
    ['a funnel by neither name nor steps', { ...funnel, steps: undefined }, 'bad_query', 'steps'],
    ['a funnel by both', { ...funnel, funnel: 'onboarding' }, 'bad_query', 'steps'],
    ['a window over a year', { ...funnel, window: '53w' }, 'bad_query', 'window'],
    ['a matcher of nothing', { ...funnel, steps: [{ name: 'A', match: {} }] }, 'bad_query', 'steps.0.match'],
    ['a funnel that does not exist', { ...funnel, steps: undefined, funnel: 'guess' }, 'unknown_funnel', 'funnel'],
  ])('%s', async (_, query, code, path) => {
    const problem = await problemOf(query);
    expect(problem).toMatchObject({ code, type: `urn:fawkes:problem:${code}` });
    expect(problem.errors?.[0]?.path).toBe(path);
    expect([400, 404, 422]).toContain(problem.status);
  });

  test('a filter that nests without end', async () => {
    const deep = (depth: number) => `${'{"not":'.repeat(depth)}{"property":"site","op":"set"}${'}'.repeat(depth)}`;
    const body = (depth: number) => `{"queries":[${JSON.stringify(trends).slice(0, -1)},"filter":${deep(depth)}}]}`;
    for (const depth of [100, 10_000, 200_000]) {
      const response = await post(body(depth));
      expect(response.json()).toMatchObject({ results: { A: { error: { status: 400, code: 'too_deep' } } } });
    }
    expect((await post(body(15))).json()).toMatchObject({ results: { A: { frames: expect.any(Array) } } });
  });

  test.each(["'; DROP TABLE events; --", '{p1:String}', '\\', '\u0000', '\ud800', '💥'.repeat(500), '%00', '../..'])(
    'a text that means something elsewhere is only a text: %j',
    async (text) => {
      const filter = { property: `props.${text.slice(0, 300)}`, op: 'eq', value: text };
      const answered = await result({ ...trends, filter, refId: text.slice(0, 100) });
      expect(answered).toMatchObject({ frames: [{ schema: { name: 'trends' } }] });
      const elsewhere = await result({ ...trends, site: text.slice(0, 253) });
      expect(elsewhere).toMatchObject({ error: { status: 404, code: 'unknown_site' } });
    }
  );
});

test('the workspace is the token’s, whatever the query says', async () => {
  const asked: string[] = [];
  const other = await testApp({
    ask: async (workspace) => {
      asked.push(workspace);
      return oneNumber(1);
    },
  });
  const { token } = await other.catalog.tokens.create('demo', 'read');
  const payload = { queries: [{ ...trends, workspace: 'default' }] };
  await other.inject({ method: 'POST', url: '/api/v1/query', token, payload });
  expect(asked).toEqual(['demo']);
  await other.close();
});

test('errors that are not meant for the caller show nothing of themselves', async () => {
  const secret = 'SELECT secret FROM events';
  const failing = await testApp({
    ask: async (_, query) => {
      throw (query as { refId: string }).refId === 'A' ? new Error(secret) : new Problem(503, 'starting', 'Wait.');
    },
  });
  const payload = { queries: [{ refId: 'A' }, { refId: 'B' }] };
  const response = await failing.inject({ method: 'POST', url: '/api/v1/query', token: ADMIN, payload });
  expect(response.json().results).toMatchObject({
    A: { error: { status: 500, code: 'internal_error' } },
    B: { error: { status: 503, code: 'starting' } },
  });
  expect(response.body).not.toMatch(/secret|SELECT|at .*\.ts/);
  await failing.close();
});
