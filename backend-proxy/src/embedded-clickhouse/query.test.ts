import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { rowsOf, engineForTests } from './test-engine';

const test = engineForTests();

describe('a result', () => {
  it('comes as JSON with its columns', async () => {
    const result = await test.client.query({ query: "SELECT 1 AS n, 'x' AS s UNION ALL SELECT 2, 'y'" });
    expect(await result.json()).toMatchObject({
      meta: [
        { name: 'n', type: 'UInt8' },
        { name: 's', type: 'String' },
      ],
      data: [
        { n: 1, s: 'x' },
        { n: 2, s: 'y' },
      ],
      rows: 2,
    });
  });

  it('comes as a stream of rows, far longer than any buffer', async () => {
    const result = await test.client.query({
      query: 'SELECT number AS n, toString(sipHash64(number)) AS s FROM numbers(500000)',
      format: 'JSONEachRow',
    });
    let next = 0;
    for await (const rows of result.stream<{ n: number }>()) {
      // One comparison a piece: half a million calls of expect() take their time.
      const numbers = rows.map((row) => row.json().n);
      expect(numbers).toEqual(numbers.map((_, i) => next + i));
      next += numbers.length;
    }
    expect(next).toBe(500_000);
  });

  it('has one head in every format that has one', async () => {
    const query = 'SELECT number AS n FROM numbers(200000)';
    const csv = await test.client.query({
      query,
      format: 'CSVWithNames',
      clickhouse_settings: { max_block_size: '1000' },
    });
    const lines = (await csv.text()).trimEnd().split('\n');
    expect(lines).toHaveLength(200_001);
    expect(lines.filter((line) => line === '"n"')).toHaveLength(1);
    const json = await test.client.query({ query, clickhouse_settings: { max_block_size: '1000' } });
    expect(await json.json()).toMatchObject({ rows: 200_000 });
  });

  it('comes as Parquet, whole', async () => {
    const { stream } = await test.client.exec({ query: 'SELECT number AS n FROM numbers(100000) FORMAT Parquet' });
    const bytes = await buffer(stream);
    expect([bytes.subarray(0, 4).toString(), bytes.subarray(-4).toString()]).toEqual(['PAR1', 'PAR1']);
    await test.client.command({ query: 'CREATE TABLE parquet (n UInt64) ENGINE = Memory' });
    await test.client.exec({ query: 'INSERT INTO parquet FORMAT Parquet', values: Readable.from([bytes]) });
    expect(await rowsOf(test.client, 'SELECT count() AS rows, sum(n) AS sum FROM parquet')).toEqual([
      { rows: 100_000, sum: 4_999_950_000 },
    ]);
  });

  it('may be empty', async () => {
    expect(await rowsOf(test.client, 'SELECT 1 WHERE 0')).toEqual([]);
    const json = await test.client.query({ query: 'SELECT 1 AS a WHERE 0' });
    expect(await json.json()).toMatchObject({ data: [], rows: 0 });
  });
});

describe('what a query may look like', () => {
  it.each([
    ['a comment with the word FORMAT', '/* FORMAT CSV; */ SELECT 1 AS format -- INTO OUTFILE'],
    ['a closing semicolon', 'SELECT 1 AS format ;\n'],
    ['a WITH clause', 'WITH 1 AS one SELECT one AS format'],
    ['brackets', '(SELECT 1 AS format)'],
    ['its own settings', 'SELECT 1 AS format SETTINGS max_threads = 1'],
    ['FROM first', 'FROM (SELECT 1 AS format) SELECT format'],
  ])('%s', async (_name, query) => {
    expect(await rowsOf(test.client, query)).toEqual([{ format: 1 }]);
  });

  it('other statements with rows', async () => {
    expect(await rowsOf(test.client, 'EXPLAIN SYNTAX SELECT 1')).not.toEqual([]);
    expect(await rowsOf(test.client, 'SHOW DATABASES')).toContainEqual({ name: 'default' });
    expect(await rowsOf(test.client, 'DESCRIBE TABLE system.one')).toMatchObject([{ name: 'dummy', type: 'UInt8' }]);
    expect(await rowsOf(test.client, 'EXISTS TABLE system.one')).toEqual([{ result: 1 }]);
  });
});

describe('settings', () => {
  it('are those of the query, and of no other', async () => {
    const query = "SELECT getSetting('max_threads') AS threads, getSetting('max_result_rows') AS rows";
    const set = await rowsOf(test.client, query, { clickhouse_settings: { max_threads: 3, max_result_rows: '77' } });
    expect(set).toEqual([{ threads: 3, rows: 77 }]);
    expect(await rowsOf(test.client, query)).not.toEqual(set);
  });

  it('choose the database', async () => {
    await test.client.command({ query: 'CREATE DATABASE `odd ``name`' });
    const client = test.connect({ database: 'odd `name' });
    expect(await rowsOf(client, 'SELECT currentDatabase() AS name')).toEqual([{ name: 'odd `name' }]);
  });
});

describe('a client', () => {
  it('pings', async () => {
    expect(await test.client.ping()).toEqual({ success: true });
    expect(await test.client.ping({ select: true })).toEqual({ success: true });
  });

  it('gives commands', async () => {
    await test.client.command({ query: 'CREATE TABLE t (n UInt8) ENGINE = MergeTree ORDER BY n' });
    await test.client.command({ query: 'INSERT INTO t SELECT number FROM numbers(10)' });
    await test.client.command({
      query: 'ALTER TABLE t DELETE WHERE n > 4',
      clickhouse_settings: { mutations_sync: '1' },
    });
    expect(await rowsOf(test.client, 'SELECT count() AS n FROM t')).toEqual([{ n: 5 }]);
    const { stream } = await test.client.exec({ query: 'SELECT sum(n) FROM t FORMAT TSV' });
    expect(await text(stream)).toBe('10\n');
    await test.client.command({ query: 'DROP TABLE t' });
  });
});
