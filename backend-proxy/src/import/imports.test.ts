import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bind, sql } from '../store/sql';
import { body, NOW, once, SITE, startTestImports, upTo, type TestImports } from './test-imports';

let test: TestImports;
beforeAll(async () => void (test = await startTestImports()), 60_000);
afterAll(() => test.stop());

describe('rows', () => {
  it('are stored as they are', async () => {
    const { id, hash } = await test.newFile();
    const columns = [
      'event',
      'timestamp',
      'user_id',
      'anonymous_id',
      'url',
      'referrer',
      'country',
      'browser',
      'value',
      'currency',
      'interactive',
      'props',
      'props.plan',
      'traits.team',
    ];
    const rows = [
      [
        7,
        'buy',
        Date.UTC(2025, 0, 31, 23, 59, 59, 999),
        'ann',
        'v1',
        'https://docs.example/a%20b?utm_source=news',
        'https://www.google.de/x?q=1',
        'DE',
        'Firefox',
        1.5,
        'eur',
        false,
        { n: 1, deep: true, none: null },
        'free',
        'x',
      ],
      [9, 'pageview', Date.UTC(2025, 1, 1), null, '', '/p', '', '', '', null, null, null, null, '', null],
    ];
    expect(await test.imports.take('default', id, body({ columns, rows }))).toEqual({
      accepted: 2,
      known: 0,
      rejected: [],
    });
    const { rows: stored } = await test.engine.store.query(sql`
      SELECT name, toUnixTimestamp64Milli(time) AS time, user_id, visitor_id, host, path, utm_source, referrer, source, country, browser,
        value, currency, interactive, props, traits FROM events
      WHERE startsWith(event_id, ${bind('String', hash.slice(0, 32))}) ORDER BY time`);
    expect(stored).toEqual([
      {
        name: 'buy',
        time: Date.UTC(2025, 0, 31, 23, 59, 59, 999),
        user_id: 'ann',
        visitor_id: 'v1',
        host: 'docs.example',
        path: '/a b',
        utm_source: 'news',
        referrer: 'https://www.google.de/x',
        source: 'news',
        country: 'DE',
        browser: 'Firefox',
        value: 1.5,
        currency: 'EUR',
        interactive: false,
        props: { n: '1', deep: 'true', plan: 'free' },
        traits: { team: 'x' },
      },
      {
        name: 'pageview',
        time: Date.UTC(2025, 1, 1),
        user_id: '',
        visitor_id: '',
        host: 'docs.example',
        path: '/p',
        utm_source: '',
        referrer: '',
        source: 'Direct',
        country: '',
        browser: '',
        value: null,
        currency: '',
        interactive: true,
        props: {},
        traits: {},
      },
    ]);
  });

  it('are stored once, however they are cut, repeated and mixed', async () => {
    const someRows = fc
      .uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1 })
      .map((all) => all.sort((a, b) => a - b));
    await fc.assert(
      fc.asyncProperty(fc.array(someRows, { minLength: 1, maxLength: 5 }), async (parts) => {
        const { id, hash, part } = await test.newFile();
        const receipts = await Promise.all(parts.map((numbers) => test.imports.take('default', id, part(numbers))));
        const all = [...new Set(parts.flat())];
        expect(await test.storedOf(hash)).toEqual(once(all));
        expect(receipts.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(all.length);
        expect(receipts.reduce((sum, { known }) => sum + known, 0)).toBe(parts.flat().length - all.length);
      }),
      { numRuns: 15 }
    );
  });

  it('of one file are others than those of another, and other in each site', async () => {
    const [one, two] = [await test.newFile(), await test.newFile()];
    await test.imports.take('default', one.id, one.part([1]));
    expect(await test.imports.take('default', two.id, two.part([1]))).toMatchObject({ accepted: 1 });
    await test.catalog.sites.add('default', 'other.example');
    const other = await test.imports.open('default', { site: 'Other.Example', hash: one.hash, name: 'again.csv' });
    expect(await test.imports.take('default', other.id, one.part([1]))).toMatchObject({ accepted: 1 });
  });

  it('that are wrong cost themselves alone, and may come again', async () => {
    const { id, hash } = await test.newFile();
    const columns = ['event', 'timestamp', 'props.a', 'currency'];
    const time = Date.UTC(2025, 0, 1);
    const rows = [
      [1, 'ok', time, 'x', 'EUR'],
      [2, '', time, 'x', ''],
      [3, 'ok', 1_700_000_000, 'x', ''],
      [4, 'ok', NOW + 8 * 86_400_000, 'x', ''],
      [5, 'ok', time, 'x'.repeat(2001), ''],
      [6, 'ok', time, 'a\0b', ''],
      [7, 'ok', time, '\ud800', ''],
      [8, 'ok', time, 'x', 'EURO'],
      [9, 'n'.repeat(301), time, '', ''],
    ];
    const { accepted, rejected } = await test.imports.take('default', id, body({ columns, rows }));
    expect(accepted).toBe(1);
    expect(rejected.map(({ row, message }) => `${row} ${message}`)).toEqual([
      '2 event: must not be empty',
      expect.stringMatching(/^3 timestamp: before 2000/),
      expect.stringMatching(/^4 timestamp: more than 7 days ahead/),
      expect.stringMatching(/^5 props\.a: .*at most 2000 characters/),
      expect.stringMatching(/^6 props\.a: /),
      '7 props.a: holds half a character (a lone surrogate)',
      '8 currency: three letters of ISO 4217',
      '9 event: at most 300 characters',
    ]);
    const mended = rows.map(([row]) => [row, 'mended', time, 'x', '']);
    expect(await test.imports.take('default', id, body({ columns, rows: mended }))).toEqual({
      accepted: 8,
      known: 1,
      rejected: [],
    });
    expect(await test.storedOf(hash)).toEqual(once(upTo(9)));
  });
});

describe('what cannot be', () => {
  it.each([
    [{ columns: ['event'], rows: [[1, 'x']] }, /timestamp is missing/],
    [{ columns: ['event', 'timestamp', 'event'], rows: [[1, 'x', 1, 'x']] }, /event is there twice/],
    [{ columns: ['event', 'timestamp', 'colour'], rows: [[1, 'x', 1, 'x']] }, /colour is none/],
    [{ columns: ['event', 'timestamp', 'props.__proto__'], rows: [[1, 'x', 1, 'x']] }, /not allowed/],
    [
      {
        columns: ['event', 'timestamp'],
        rows: [
          [1, 'x', 1],
          [1, 'x', 1],
        ],
      },
      /they rise/,
    ],
    [{ columns: ['event', 'timestamp'], rows: [[0, 'x', 1]] }, /they rise/],
    [{ columns: ['event', 'timestamp'], rows: [[1, 'x']] }, /row 1 has 1 values/],
  ])('is refused: %j', async (rows, message) => {
    const { id } = await test.newFile();
    await expect(test.imports.take('default', id, body(rows))).rejects.toMatchObject({
      status: 400,
      detail: expect.stringMatching(message),
    });
  });

  it('is refused: a site or an import of another workspace', async () => {
    const { id, part } = await test.newFile();
    await expect(test.imports.take('demo', id, part([1]))).rejects.toMatchObject({
      status: 404,
      code: 'unknown_import',
    });
    const file = { site: SITE, hash: 'a'.repeat(64), name: '' };
    await expect(test.imports.open('demo', file)).rejects.toMatchObject({ status: 404, code: 'unknown_site' });
  });
});
