import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { AnswerMeta, ExportFormat, Frame, FrameValue } from '@fawkes/contract';
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileNameOf, FORMATS, tablesOf, type Exported, type Table } from './index';

const META: AnswerMeta = {
  workspace: 'shop',
  demo: false,
  range: { from: '2026-03-01T00:00:00.000Z', to: '2026-03-08T00:00:00.000Z' },
  asOf: '2026-03-08T00:00:00.000Z',
  timezone: 'America/New_York',
  source: { name: 'events', state: 'ok' },
  freshness: null,
  cut: { what: 'page.path', shown: 2, total: 7 },
  notices: [{ severity: 'info', code: 'anonymous_share', text: 'Half of them are anonymous.' }],
  cache: 'miss',
  storeMs: 1,
};
const QUERY = { v: 1, kind: 'top' };

type Column = [name: string, type: Frame['schema']['fields'][number]['type'], values: FrameValue[], label?: string];

function frame(name: string, ...columns: Column[]): Frame {
  const fields = columns.map(([field, type, , label]) => ({
    ...{ name: field, type, typeInfo: { frame: 'string' as const } },
    ...(label === undefined ? {} : { labels: { source: label } }),
  }));
  return { schema: { name, fields }, data: { values: columns.map(([, , values]) => values) } };
}

function exported(frames: Frame[], meta: Partial<AnswerMeta> = {}): Exported {
  const all = { ...META, ...meta };
  return { subject: 'top', asked: [{ query: QUERY, meta: all }], tables: tablesOf(frames, all.demo) };
}

async function written(format: ExportFormat, what: Exported): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of FORMATS[format].write(what)) {
    pieces.push(Buffer.from(piece));
  }
  return Buffer.concat(pieces);
}

let directory: string;
let duckdb: Awaited<ReturnType<DuckDBInstance['connect']>>;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'export-'));
  duckdb = await (await DuckDBInstance.create()).connect();
});
afterAll(() => {
  duckdb.closeSync();
  rmSync(directory, { recursive: true });
});

/** What DuckDB reads of a file, as JSON has it. */
async function read(bytes: Buffer, select: string): Promise<Array<Record<string, unknown>>> {
  const file = join(directory, 'file');
  writeFileSync(file, bytes);
  return (await duckdb.runAndReadAll(select.replace('FILE', `'${file}'`))).getRowObjectsJson();
}

// The clocks of New York go from 2 to 3 on 8 March.
const BEFORE = Date.parse('2026-03-08T06:59:59.250Z');
const AFTER = Date.parse('2026-03-08T07:00:00Z');
const PAGES = frame(
  'top',
  ['time', 'time', [BEFORE, AFTER, null]],
  ['page', 'string', ['/a,"b"', '=HYPERLINK("x")', 'line\nbreak']],
  ['views', 'number', [12.5, -3, null]],
  ['bounced', 'boolean', [true, false, null]]
);

describe('CSV', () => {
  test('is RFC 4180, with times in UTC, and what is not known empty', async () => {
    expect((await written('csv', exported([PAGES]))).toString()).toBe(
      'time,page,views,bounced\r\n' +
        '2026-03-08T06:59:59.250Z,"/a,""b""",12.5,true\r\n' +
        `2026-03-08T07:00:00.000Z,"'=HYPERLINK(""x"")",-3,false\r\n` +
        ',"line\nbreak",,\r\n'
    );
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['+49 30 1234', "'+49 30 1234"],
    ['-1+cmd|x', "'-1+cmd|x"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['＝1', "'＝1"],
    ['-12.5', '-12.5'],
    ['+.5e-3', '+.5e-3'],
    ['-', "'-"],
    ['a=1', 'a=1'],
  ])('of the text %j a spreadsheet makes no formula, and a number stays one', async (text, expected) => {
    const bytes = await written('csv', exported([frame('t', ['a', 'string', [text]], [text, 'string', ['b']])]));
    const rows = await read(bytes, 'SELECT * FROM read_csv(FILE, header = false, all_varchar = true)');
    expect(rows).toEqual([
      { column0: 'a', column1: expected },
      { column0: expected, column1: 'b' },
    ]);
  });

  test('several tables are one, whose rows say which they are of', async () => {
    const both = [
      frame('steps', ['n', 'number', [1, 2]], ['x', 'number', [5, 6]]),
      frame('sum', ['x', 'string', ['a']]),
    ];
    expect((await written('csv', exported(both))).toString()).toBe('table,n,x\r\nsteps,1,5\r\nsteps,2,6\r\nsum,,a\r\n');
  });
});

describe('JSON', () => {
  test('is one document with what was asked', async () => {
    const document = JSON.parse(
      (await written('json', exported([PAGES, frame('none', ['a', 'number', []])]))).toString()
    );
    expect(document).toMatchObject({ asked: [{ query: QUERY, workspace: 'shop', demo: false, cut: META.cut }] });
    expect(document.tables.none).toEqual([]);
    expect(document.tables.top.slice(1)).toEqual([
      { time: '2026-03-08T07:00:00.000Z', page: '=HYPERLINK("x")', views: -3, bounced: false },
      { time: null, page: 'line\nbreak', views: null, bounced: null },
    ]);
  });

  test('in lines each row is one, which says its table where there are several', async () => {
    const lines = async (frames: Frame[]) => (await written('ndjson', exported(frames))).toString();
    const [a, b] = [frame('a', ['n', 'number', [1, 2]]), frame('b', ['m', 'number', [3]])];
    expect(await lines([a])).toBe('{"n":1}\n{"n":2}\n');
    expect(await lines([a, b])).toBe('{"table":"a","n":1}\n{"table":"a","n":2}\n{"table":"b","m":3}\n');
  });
});

describe('XLSX', () => {
  test('has a sheet on what was asked, and typed cells, their times by the clock of the question', async () => {
    const { sheets } = await readXlsx(await written('xlsx', exported([PAGES])));
    expect(sheets.map(({ name }) => name)).toEqual(['Asked', 'top']);
    expect(sheets[1]!.rows).toEqual([
      ['time', 'page', 'views', 'bounced'],
      [new Date('2026-03-08T01:59:59.250Z'), '/a,"b"', 12.5, true],
      [new Date('2026-03-08T03:00:00Z'), '=HYPERLINK("x")', -3, false],
      [null, 'line\nbreak', null, null],
    ]);
    expect(Object.fromEntries(sheets[0]!.rows as Array<[string, string]>)).toMatchObject({
      Query: JSON.stringify(QUERY),
      Workspace: 'shop',
      From: META.range.from,
      'As of': META.asOf,
      'Time zone of the times': 'America/New_York',
      Cut: 'Cut: 2 of 7 (page.path)',
      'Notice (info)': 'Half of them are anonymous.',
    });
  });

  test('sheets have names that are allowed and their own', async () => {
    const names = ['a/b', 'A?b', '', 'asked', 'x'.repeat(40)];
    const { sheets } = await readXlsx(
      await written('xlsx', exported(names.map((name) => frame(name, ['n', 'number', [1]]))))
    );
    expect(sheets.map(({ name }) => name)).toEqual(['Asked', 'a b', 'A b (2)', 'Table', 'asked (2)', 'x'.repeat(26)]);
  });

  test('a table longer than a sheet goes on in the next, and a text longer than a cell is said to be cut', async () => {
    const rows = 1_048_576;
    const block = Array.from({ length: 4096 }, () => [1]);
    const long: Table = {
      name: 'log',
      columns: [{ key: 'n', type: 'number', title: 'n' }],
      blocks: () => Array.from({ length: rows / 4096 }, () => block),
    };
    const cut = frame('text', ['t', 'string', ['x'.repeat(40_000)]]);
    const all = exported([cut]);
    const { sheets } = await readXlsx(await written('xlsx', { ...all, tables: [long, ...all.tables] }));
    expect(sheets.map(({ name, rows: own }) => [name, own.length])).toEqual([
      ['Asked', expect.any(Number)],
      ['log', 1_048_576],
      ['log (2)', 2],
      ['text', 2],
    ]);
    expect(String(sheets[3]!.rows[1]![0])).toHaveLength(32_767);
    expect(sheets[0]!.rows).toContainEqual(['Cut', expect.stringMatching(/^1 text/)]);
  });
});

describe('Parquet', () => {
  test('has typed columns, and what was asked in its metadata', async () => {
    const bytes = await written('parquet', exported([PAGES]));
    const types = await read(bytes, 'SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet(FILE))');
    expect(types.map(Object.values)).toEqual([
      ['time', expect.stringMatching(/^TIMESTAMP/)],
      ['page', 'VARCHAR'],
      ['views', 'DOUBLE'],
      ['bounced', 'BOOLEAN'],
    ]);
    expect(
      await read(bytes, 'SELECT epoch_ms(time)::DOUBLE AS time, page, views, bounced FROM read_parquet(FILE)')
    ).toEqual([
      { time: BEFORE, page: '/a,"b"', views: 12.5, bounced: true },
      { time: AFTER, page: '=HYPERLINK("x")', views: -3, bounced: false },
      { time: null, page: 'line\nbreak', views: null, bounced: null },
    ]);
    const said = await read(bytes, 'SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata(FILE)');
    expect(JSON.parse(String(said.find(({ key }) => key === 'asked')?.['value']))).toMatchObject([{ query: QUERY }]);
  });
});

test('no rows are a file as well', async () => {
  const none = exported([frame('none', ['a', 'number', []], ['b', 'time', []])]);
  expect((await written('csv', none)).toString()).toBe('a,b\r\n');
  expect((await written('ndjson', none)).toString()).toBe('');
  expect((await readXlsx(await written('xlsx', none))).sheets[1]!.rows).toEqual([['a', 'b']]);
  expect(await read(await written('parquet', none), 'SELECT count(*)::INT AS n FROM read_parquet(FILE)')).toEqual([
    { n: 0 },
  ]);
});

test('fields of one name are told apart by their labels, or else by a number', async () => {
  const fields = frame(
    't',
    ['v', 'number', [1], 'Google'],
    ['v', 'number', [2], 'GitHub'],
    ['V{google}', 'number', [3]]
  );
  expect((await written('csv', exported([fields]))).toString().split('\r\n')[0]).toBe(
    'v{Google},v{GitHub},V{google} (2)'
  );
});

test('of generated data the file’s name and every row say so', async () => {
  const demo = exported([PAGES, frame('b', ['demo', 'string', ['x']])], { demo: true });
  expect(fileNameOf(demo, 'csv')).toBe('demo-top-2026-03-01-to-2026-03-08.csv');
  expect(fileNameOf(exported([PAGES]), 'xlsx')).toBe('top-2026-03-01-to-2026-03-08.xlsx');
  const document = JSON.parse((await written('json', demo)).toString());
  expect(document.asked[0].demo).toBe(true);
  expect(
    [...document.tables.top, ...document.tables.b].map((row) => row.demo === true || row['demo (2)'] === true)
  ).toEqual([true, true, true, true]);
  const { sheets } = await readXlsx(await written('xlsx', demo));
  expect(sheets[0]!.rows[1]).toEqual(['Demo', expect.stringMatching(/generated/)]);
});

test('any text and number comes back from every format as it was', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 }).filter((t) => !t.includes('\u0000'));
  const value = fc.double({ noNaN: true, noDefaultInfinity: true });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, value), { minLength: 1, maxLength: 20 }), async (rows) => {
      const whole = rows.map(([t, n]) => [Buffer.from(t).toString(), n === 0 ? 0 : n] as const);
      const what = exported([
        frame('t', ['s', 'string', whole.map(([t]) => t)], ['n', 'number', whole.map(([, n]) => n)]),
      ]);
      const document = JSON.parse((await written('json', what)).toString());
      expect(document.tables.t).toEqual(whole.map(([s, n]) => ({ s, n })));
      const { sheets } = await readXlsx(await written('xlsx', what));
      expect(sheets[1]!.rows.slice(1).map(([s, n]) => [s ?? '', n])).toEqual(whole);
      const parquet = await read(await written('parquet', what), 'SELECT s, n FROM read_parquet(FILE)');
      expect(parquet).toEqual(whole.map(([s, n]) => ({ s, n })));
    }),
    { numRuns: 60, seed: 4 }
  );
});
