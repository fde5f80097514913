import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { askHttp, rowsOf, engineForTests } from './test-engine';

const test = engineForTests();
let tables = 0;

async function table(columns = 'n UInt64, s String'): Promise<string> {
  const name = `t${++tables}`;
  await test.client.command({ query: `CREATE TABLE ${name} (${columns}) ENGINE = MergeTree ORDER BY tuple()` });
  return name;
}

const textOf = (text: string) => Readable.from([text], { objectMode: false });

const sums = (name: string) =>
  rowsOf(test.client, `SELECT count() AS rows, sum(n) AS n, sum(length(s)) AS s FROM ${name}`);

describe('rows are inserted', () => {
  it('from objects', async () => {
    const name = await table();
    const texts = ["a'b", 'tab\t\\', '', 'zero\0', '😀'];
    const summary = await test.client.insert({
      table: name,
      values: texts.map((s, n) => ({ n, s })),
      format: 'JSONEachRow',
    });
    expect(summary.executed).toBe(true);
    expect(summary.summary).toMatchObject({ written_rows: '5' });
    const rows = await rowsOf<{ s: string }>(test.client, `SELECT s FROM ${name} ORDER BY n`);
    expect(rows.map(({ s }) => s)).toEqual(texts);
  });

  it.each([
    ['CSV', '1,a\n2,"b;c"\n', { rows: 2, n: 30, s: 4 }],
    ['JSONEachRow', '{"n":1,"s":"a"}\n\n{"n":2,"s":"bcd"}\n', { rows: 2, n: 30, s: 4 }],
    ['Values', "(1, 'a'), (2, 'bcd');", { rows: 2, n: 30, s: 4 }],
    ['JSONEachRow', '', { rows: 0, n: 0, s: 0 }],
    ['CSV', '1,a\n'.repeat(400_000), { rows: 400_000, n: 4_000_000, s: 400_000 }],
  ])('through a query over input(), as %s (case %#)', async (format, data, stored) => {
    const name = await table();
    const rowsOfInput = `SELECT n * 10, s FROM (SELECT * FROM input('n UInt64, s String') WHERE n > 0)`;
    const query = `INSERT INTO ${name} (n, s) ${rowsOfInput} SETTINGS max_threads = 2 FORMAT ${format}`;
    const { summary } = await test.client.exec({ query, values: textOf(data) });
    expect(summary).toMatchObject({ written_rows: String(stored.rows) });
    expect(await sums(name)).toEqual([stored]);
  });

  it('of named columns, with a token against doubles', async () => {
    const name = await table("n UInt64, s String DEFAULT 'x'");
    await test.client.command({ query: `ALTER TABLE ${name} MODIFY SETTING non_replicated_deduplication_window = 10` });
    for (let i = 0; i < 2; i++) {
      await test.client.insert({
        table: name,
        values: [[i]],
        columns: ['n'],
        format: 'JSONCompactEachRow',
        clickhouse_settings: { insert_deduplication_token: 'once' },
      });
    }
    expect(await sums(name)).toEqual([{ rows: 1, n: 0, s: 1 }]);
  });

  it.each([
    ['plain', false],
    ['compressed', true],
  ])('from a stream of many megabytes, %s', async (_name, request) => {
    const name = await table();
    const client = test.connect({ compression: { request, response: false } });
    const rows = 100_000;
    const values = Readable.from(
      (function* () {
        for (let n = 0; n < rows; n++) {
          yield { n, s: `${n}`.padStart(100, "'") };
        }
      })(),
      { objectMode: true }
    );
    await client.insert({ table: name, values, format: 'JSONEachRow' });
    expect(await sums(name)).toEqual([{ rows, n: (rows * (rows - 1)) / 2, s: rows * 100 }]);
    expect(await readdir(join(test.directory, 'spool'))).toEqual([]);
  });

  it('from CSV, from VALUES, and from one long row', async () => {
    const name = await table();
    await test.client.insert({ table: name, values: textOf('1,"a"\n2,"b""c"\n'), format: 'CSV' });
    await test.client.command({ query: `INSERT INTO ${name} VALUES (3, 'FORMAT CSV'), (4, '\\'')` });
    await test.client.insert({ table: name, values: [{ n: 5, s: 'x'.repeat(3_000_000) }], format: 'JSONEachRow' });
    expect(await sums(name)).toEqual([{ rows: 5, n: 15, s: 1 + 3 + 10 + 1 + 3_000_000 }]);
  });

  it('from more VALUES than fit into memory at once', async () => {
    const name = await table();
    const values = Array.from({ length: 60_000 }, (_, n) => `(${n}, '${'y'.repeat(30)}')`).join(', ');
    await test.client.command({ query: `INSERT INTO ${name} (n, s) VALUES ${values}` });
    expect(await sums(name)).toEqual([{ rows: 60_000, n: 1_799_970_000, s: 1_800_000 }]);
  });

  it('with empty lines between and in them', async () => {
    const name = await table();
    const insert = (format: string, values: string) =>
      test.client.exec({ query: `INSERT INTO ${name} FORMAT ${format}`, values: textOf(values) });
    await insert('CSV', '1,"a\n\n; DROP TABLE victim\n\n"\n2,"b"\n');
    await insert('JSONEachRow', '\n\n{"n":3,"s":""}\n\n\n{"n":4,"s":""}\n\n');
    expect(await sums(name)).toEqual([{ rows: 4, n: 10, s: 25 }]);
  });

  it.each([
    ['CSV', '1,a\n\nDROP TABLE victim'],
    ['JSONEachRow', '{"n":1,"s":""}\n\nDROP TABLE victim'],
    ['JSONEachRow', '\n\nDROP TABLE victim'],
    ['Values', "(1, 'a'); DROP TABLE victim"],
    ['Values', "(1, 'a')\n\nDROP TABLE victim"],
    ['TSV', '1\ta\n\nDROP TABLE victim'],
    ['LineAsString', 'x\n\nDROP TABLE victim\n\n; DROP TABLE victim'],
  ])('and statements in data are never run: %s %j', async (format, values) => {
    await test.client.command({ query: 'CREATE TABLE IF NOT EXISTS victim (n UInt8) ENGINE = Memory' });
    const name = await table(format === 'LineAsString' ? 's String' : undefined);
    const query = `INSERT INTO ${name} FORMAT ${format}`;
    await Promise.allSettled([test.client.exec({ query, values: textOf(values) })]);
    expect(await rowsOf(test.client, 'EXISTS TABLE victim')).toEqual([{ result: 1 }]);
  });

  it('from binary formats, whatever bytes they hold', async () => {
    const name = await table('n UInt64');
    for (const format of ['Native', 'RowBinary', 'MsgPack', 'Parquet', 'Arrow']) {
      const { stream } = await test.client.exec({ query: `SELECT number AS n FROM numbers(5000) FORMAT ${format}` });
      await test.client.exec({ query: `INSERT INTO ${name} FORMAT ${format}`, values: stream });
    }
    const rows = await rowsOf(test.client, `SELECT count() AS rows, sum(n) AS n FROM ${name}`);
    expect(rows).toEqual([{ rows: 25_000, n: 5 * 12_497_500 }]);
  });

  it('none at all', async () => {
    const name = await table();
    await test.client.insert({ table: name, values: [], format: 'JSONEachRow' });
    const answer = await askHttp(test.engine, { query: `INSERT INTO ${name} FORMAT JSONEachRow` });
    expect([answer.status, answer.body.length]).toEqual([200, 0]);
    expect(await sums(name)).toEqual([{ rows: 0, n: 0, s: 0 }]);
  });
});

describe('a wrong insert', () => {
  it.each([1, 200_000])('leaves nothing of its rows, of which there are %i good ones', async (good) => {
    const name = await table();
    const values = [...Array.from({ length: good }, (_, n) => ({ n, s: 'good' })), { n: 'seven', s: 'bad' }];
    await expect(test.client.insert({ table: name, values, format: 'JSONEachRow' })).rejects.toMatchObject({
      code: expect.stringMatching(/^(27|72|117)$/),
    });
    expect(await sums(name)).toEqual([{ rows: 0, n: 0, s: 0 }]);
    expect(await readdir(join(test.directory, 'spool'))).toEqual([]);
  });

  it('reads no file of the machine, and writes none', async () => {
    const name = await table('s String');
    for (const query of [
      `INSERT INTO ${name} FROM INFILE '/etc/passwd' FORMAT LineAsString`,
      "SELECT 1 INTO OUTFILE '/tmp/never' FORMAT CSV",
    ]) {
      await expect(test.client.command({ query })).rejects.toMatchObject({ code: '48' });
    }
  });
});
