import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { askHttp, rowsOf, engineForTests } from './test-engine';

const test = engineForTests();

describe('an answer', () => {
  it('carries the headers of a server', async () => {
    const answer = await askHttp(test.engine, {
      query: 'SELECT 1 AS n',
      default_format: 'JSONEachRow',
      query_id: 'q-1',
    });
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toBe('{"n":1}\n');
    expect(answer.headers).toMatchObject({
      'content-type': 'application/x-ndjson; charset=UTF-8',
      'x-clickhouse-query-id': 'q-1',
      'x-clickhouse-format': 'JSONEachRow',
      'x-clickhouse-timezone': 'UTC',
      'x-clickhouse-server-display-name': 'embedded',
    });
    const summary: unknown = JSON.parse(String(answer.headers['x-clickhouse-summary']));
    expect(summary).toMatchObject({ result_rows: '1', elapsed_ns: expect.stringMatching(/^\d+$/) });
  });

  it('has an id of its own for a query that brings none', async () => {
    const ids = await Promise.all([1, 2].map(() => askHttp(test.engine, { query: 'SELECT 1' })));
    expect(new Set(ids.map(({ headers }) => headers['x-clickhouse-query-id'])).size).toBe(2);
    const result = await test.client.query({ query: 'SELECT 1', query_id: 'of the client' });
    expect(result.query_id).toBe('of the client');
  });

  it('of a failure has its code, and the status of a server', async () => {
    const statuses = await Promise.all(
      ['SELEC', 'SELECT * FROM nowhere', "SELECT throwIf(1, 'x')", 'SELECT {v:UInt8}'].map(async (query) => {
        const { status, headers, body } = await askHttp(test.engine, { query });
        const code = headers['x-clickhouse-exception-code'];
        expect(body.toString()).toMatch(new RegExp(`^Code: ${code}\\. DB::Exception: `));
        return [code, status];
      })
    );
    expect(statuses).toEqual([
      ['62', 400],
      ['60', 404],
      ['395', 500],
      ['456', 400],
    ]);
  });

  it('is compressed when asked for, and so read by clients', async () => {
    const search = { query: 'SELECT number FROM numbers(100000)', enable_http_compression: '1' };
    const answer = await askHttp(test.engine, search, { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(answer.body).toString().split('\n')).toHaveLength(100_001);
    expect(answer.body.length).toBeLessThan(400_000);
    const plain = await askHttp(test.engine, search);
    expect(plain.headers['content-encoding']).toBeUndefined();
    const client = test.connect({ compression: { response: true, request: false } });
    expect(await rowsOf(client, 'SELECT number FROM numbers(100000)')).toHaveLength(100_000);
  });
});

describe('a request', () => {
  it('brings its SQL in the body, in the address, or half of it in each', async () => {
    const asked = [
      askHttp(test.engine, {}, { body: 'SELECT 7' }),
      askHttp(test.engine, { query: 'SELECT 7' }),
      askHttp(test.engine, { query: 'SELECT' }, { body: '7' }),
      askHttp(test.engine, { query: 'SELECT 7' }, { method: 'GET' }),
    ];
    for (const answer of await Promise.all(asked)) {
      expect([answer.status, answer.body.toString()]).toEqual([200, '7\n']);
    }
  });

  it.each([
    ['session_id', 'x', 501],
    ['compress', '1', 501],
    ['decompress', '1', 501],
    ["max_threads = 1, readonly = '0' --", '1', 400],
    ['default_format', 'CSV SETTINGS x = 1', 400],
    ['no_such_setting', '1', 404],
  ])('is refused for the parameter %j', async (name, value, status) => {
    expect(await askHttp(test.engine, { query: 'SELECT 1', [name]: value })).toMatchObject({ status });
  });

  it('is refused when its body is not what its encoding says', async () => {
    const answer = await askHttp(
      test.engine,
      { query: 'INSERT INTO t FORMAT CSV' },
      { body: 'no gzip', headers: { 'content-encoding': 'gzip' } }
    );
    expect([answer.status, answer.headers['x-clickhouse-exception-code']]).toEqual([400, '117']);
    const unknown = await askHttp(test.engine, {}, { body: 'SELECT 1', headers: { 'content-encoding': 'zstd' } });
    expect(unknown.status).toBe(501);
  });

  it('without a password gets a ping, and nothing else', async () => {
    const open = {
      ...test.engine,
      get connection() {
        return { ...test.engine.connection, password: '' };
      },
    };
    expect((await askHttp(open, {}, { method: 'GET' })).body.toString()).toBe('Ok.\n');
    expect((await askHttp(open, { query: 'SELECT 1' })).status).toBe(403);
  });
});
