import { describe, expect, it } from 'vitest';
import { rowsOf, engineForTests } from './test-engine';

const test = engineForTests();

/** What the engine takes a value for, as text, and whether it is the same as this literal. */
async function seen(type: string, value: unknown): Promise<unknown> {
  const [row] = await rowsOf<{ v: unknown }>(test.client, `SELECT {v:${type}} AS v`, { query_params: { v: value } });
  return row?.v;
}

describe('parameters keep', () => {
  const texts = [
    '',
    "o'clock",
    '"double" and `back`',
    'back\\slash \\n \\N \\0 \\x41 \\',
    'tab\tnew\nline\rreturn\b\f',
    'zero\0byte',
    '😀 ünï ﷽ \u2028',
    '{v:String} -- /* ; */ FORMAT CSV',
    "'; DROP TABLE x; --",
    'NULL',
    '\\N',
    '%s %d $$ ${v}',
    ' leading and trailing ',
  ];

  it.each(texts)('text %j', async (value) => {
    expect(await seen('String', value)).toBe(value);
  });

  it('text in arrays, maps, tuples and after each other', async () => {
    expect(await seen('Array(String)', texts)).toEqual(texts);
    expect(await seen('Array(Array(String))', [texts, [], ['x']])).toEqual([texts, [], ['x']]);
    const map = Object.fromEntries(texts.map((value, i) => [`${i} ${value}`, value]));
    expect(await seen('Map(String, String)', map)).toEqual(map);
  });

  it('a text of a megabyte', async () => {
    const client = test.connect({ use_multipart_params_auto: true });
    const long = "'\\é".repeat(300_000);
    const query = 'SELECT length({v:String}) AS n, {v:String} = {w:String} AS same';
    const rows = await rowsOf(client, query, { query_params: { v: long, w: long } });
    expect(rows).toEqual([{ n: Buffer.byteLength(long), same: 1 }]);
  });

  it.each([
    ['UInt8', 255, 255],
    ['Int64', -9007199254740992n, -9007199254740992],
    ['Float64', 0.1, 0.1],
    ['Float64', -1e300, -1e300],
    ['Decimal(18, 4)', 12.5, 12.5],
    ['Bool', true, true],
    ['Bool', false, false],
    ['Nullable(String)', null, null],
    ['Nullable(String)', 'NULL', 'NULL'],
    ['Nullable(UInt8)', null, null],
    ['Array(Nullable(String))', ['a', null, 'NULL'], ['a', null, 'NULL']],
    ['Array(UInt8)', [], []],
    ['Date', '2026-11-24', '2026-11-24'],
    ['DateTime', new Date('2026-11-24T10:00:01Z'), '2026-11-24 10:00:01'],
    ['DateTime64(3)', new Date('2026-11-24T10:00:01.123Z'), '2026-11-24 10:00:01.123'],
    ["DateTime64(3, 'Europe/Berlin')", '2026-11-24 11:00:01.123', '2026-11-24 11:00:01.123'],
    ['UUID', '01234567-89ab-cdef-0123-456789abcdef', '01234567-89ab-cdef-0123-456789abcdef'],
    ['LowCardinality(String)', "a'b", "a'b"],
  ])('%s %s', async (type, value, expected) => {
    expect(await seen(type, value)).toEqual(expected);
  });

  it('names as names', async () => {
    const query = 'SELECT count() AS n FROM {database:Identifier}.{table:Identifier}';
    expect(await rowsOf(test.client, query, { query_params: { database: 'system', table: 'one' } })).toEqual([
      { n: 1 },
    ]);
  });
});

describe('a wrong parameter', () => {
  it('is error 457 when it does not fit its type', async () => {
    await expect(seen('UInt8', 'seven')).rejects.toMatchObject({ code: '457', type: 'BAD_QUERY_PARAMETER' });
    await expect(seen('UInt8', '7; SELECT 1')).rejects.toMatchObject({ code: '457' });
  });

  it('is error 456 when it is missing, also when the query before had it', async () => {
    await rowsOf(test.client, 'SELECT {v:String}', { query_params: { v: 'secret' } });
    await expect(rowsOf(test.client, 'SELECT {v:String}')).rejects.toMatchObject({
      code: '456',
      type: 'UNKNOWN_QUERY_PARAMETER',
    });
  });
});
