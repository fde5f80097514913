import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStore, type TestStore } from '../../test/engine';
import { openCatalog, type Catalog } from '../catalog';
import { BlockClock } from '../ingestion';
import { Problem } from '../problem';
import type { EventStore } from '../store/event-store';
import { bind, sql } from '../store/sql';
import { createImports, type Imports } from './imports';

const NOW = Date.UTC(2026, 10, 24, 12);
const SITE = 'docs.example';

let directory: string;
let engine: TestStore;
let catalog: Catalog;
let imports: Imports;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fawkes-import-'));
  engine = await startTestStore();
  catalog = await openCatalog(`sqlite:${join(directory, 'catalog.sqlite')}`);
  await catalog.sites.add('default', SITE);
  imports = importsOver(engine.store);
});
afterAll(async () => {
  await catalog.close();
  await engine.stop();
  rmSync(directory, { recursive: true });
});

function importsOver(store: EventStore): Imports {
  const { imports: ledger, sites } = catalog;
  return createImports({ store, ledger, clock: new BlockClock(), workspaceOf: sites.workspaceOf, now: () => NOW });
}

/** Rows as they are sent. */
function body({ columns, rows }: { columns: string[]; rows: unknown[][] }): Buffer {
  return Buffer.from([columns, ...rows].map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** A new file of as many rows as are asked for, spread over months. */
async function newFile() {
  const hash = randomBytes(32).toString('hex');
  const { id } = await imports.open('default', { site: SITE, hash, name: 'test.csv' });
  const part = (numbers: number[]): Buffer =>
    body({
      columns: ['event', 'timestamp', 'user_id'],
      rows: numbers.map((row) => [row, 'signup', Date.UTC(2024, row % 30, 1, 0, row), `user ${row}`]),
    });
  return { hash, id, part };
}

/** How often each row of a file is stored. */
async function storedOf(hash: string): Promise<Record<string, number>> {
  const { rows } = await engine.store.query<{ row: string; n: number }>(sql`
    SELECT splitByChar(':', event_id)[2] AS row, count() AS n FROM events
    WHERE startsWith(event_id, ${bind('String', hash.slice(0, 32))}) GROUP BY row`);
  return Object.fromEntries(rows.map(({ row, n }) => [row, n]));
}

const once = (numbers: number[]) => Object.fromEntries(numbers.map((row) => [String(row), 1]));
const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

describe('rows', () => {
  it('are stored as they are', async () => {
    const { id, hash } = await newFile();
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
    expect(await imports.take('default', id, body({ columns, rows }))).toEqual({ accepted: 2, known: 0, rejected: [] });
    const { rows: stored } = await engine.store.query(sql`
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
        const { id, hash, part } = await newFile();
        const receipts = await Promise.all(parts.map((numbers) => imports.take('default', id, part(numbers))));
        const all = [...new Set(parts.flat())];
        expect(await storedOf(hash)).toEqual(once(all));
        expect(receipts.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(all.length);
        expect(receipts.reduce((sum, { known }) => sum + known, 0)).toBe(parts.flat().length - all.length);
      }),
      { numRuns: 15 }
    );
  });

  it('of one file are others than those of another, and other in each site', async () => {
    const [one, two] = [await newFile(), await newFile()];
    await imports.take('default', one.id, one.part([1]));
    expect(await imports.take('default', two.id, two.part([1]))).toMatchObject({ accepted: 1 });
    await catalog.sites.add('default', 'other.example');
    const other = await imports.open('default', { site: 'Other.Example', hash: one.hash, name: 'again.csv' });
    expect(await imports.take('default', other.id, one.part([1]))).toMatchObject({ accepted: 1 });
  });

  it('that are wrong cost themselves alone, and may come again', async () => {
    const { id, hash } = await newFile();
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
    const { accepted, rejected } = await imports.take('default', id, body({ columns, rows }));
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
    expect(await imports.take('default', id, body({ columns, rows: mended }))).toEqual({
      accepted: 8,
      known: 1,
      rejected: [],
    });
    expect(await storedOf(hash)).toEqual(once(upTo(9)));
  });
});

describe('an interruption', () => {
  it('between an insert and its mark doubles nothing, also years later', async () => {
    const { id, hash, part } = await newFile();
    // As a proxy leaves it that is killed in the midst: the ledger knows of a beginning, the store has some of the rows.
    const unmarked = createImports({
      store: engine.store,
      ledger: { ...catalog.imports, settle: () => Promise.reject(new Error('killed')) },
      clock: new BlockClock(),
      workspaceOf: catalog.sites.workspaceOf,
      now: () => NOW,
    });
    await expect(unmarked.take('default', id, part(upTo(50)))).rejects.toThrow('killed');
    expect(await imports.take('default', id, part(upTo(60)))).toEqual({ accepted: 10, known: 50, rejected: [] });
    expect(await storedOf(hash)).toEqual(once(upTo(60)));
  });

  it('between the months of a part stores what is missing', async () => {
    const { id, hash, part } = await newFile();
    const store: EventStore = {
      ...engine.store,
      async insertLines({ lines, ...block }) {
        const some = lines.toString().split('\n').slice(0, 20).join('\n');
        await engine.store.insertLines({ ...block, lines: Buffer.from(`${some}\n`) });
        throw new Problem(503, 'engine_unavailable', 'killed');
      },
    };
    const interrupted = createImports({
      store,
      ledger: catalog.imports,
      clock: new BlockClock(),
      workspaceOf: catalog.sites.workspaceOf,
      now: () => NOW,
      patienceMs: 0,
    });
    await expect(interrupted.take('default', id, part(upTo(50)))).rejects.toMatchObject({ status: 503 });
    const before = Object.keys(await storedOf(hash)).length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(50);
    expect(await imports.take('default', id, part(upTo(50)))).toEqual({
      accepted: 50 - before,
      known: before,
      rejected: [],
    });
    expect(await storedOf(hash)).toEqual(once(upTo(50)));
  });

  it('behind the engine’s note of a token loses nothing', async () => {
    const { id, hash, part } = await newFile();
    let first = true;
    // As the engine does when it is killed between the two: it knows the token, and has no rows.
    const store: EventStore = {
      ...engine.store,
      async insertLines(block) {
        await engine.store.insertLines(block);
        if (first) {
          first = false;
          await engine.store.command(
            sql`DELETE FROM events WHERE startsWith(event_id, ${bind('String', hash.slice(0, 32))})`
          );
          throw new Problem(503, 'engine_unavailable', 'killed');
        }
      },
    };
    expect(await importsOver(store).take('default', id, part(upTo(30)))).toMatchObject({ accepted: 30 });
    expect(await storedOf(hash)).toEqual(once(upTo(30)));
  });
});

describe('what was taken', () => {
  it('stays taken after it was deleted', async () => {
    const { id, hash, part } = await newFile();
    await imports.take('default', id, part(upTo(10)));
    await engine.store.command(
      sql`DELETE FROM events WHERE startsWith(event_id, ${bind('String', hash.slice(0, 32))})`
    );
    expect(await imports.take('default', id, part(upTo(10)))).toEqual({ accepted: 0, known: 10, rejected: [] });
    expect(await storedOf(hash)).toEqual({});
  });

  it('is known to whoever comes with the same file', async () => {
    const { id, hash, part } = await newFile();
    await imports.take('default', id, part([1, 2, 3, 7]));
    expect(await imports.open('default', { site: SITE, hash, name: 'renamed.csv' })).toMatchObject({
      id,
      name: 'test.csv',
      settled: [
        [1, 3],
        [7, 7],
      ],
    });
    expect(await imports.list('default')).toContainEqual(expect.objectContaining({ id, hash, site: SITE }));
    expect(await imports.list('demo')).toEqual([]);
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
    const { id } = await newFile();
    await expect(imports.take('default', id, body(rows))).rejects.toMatchObject({
      status: 400,
      detail: expect.stringMatching(message),
    });
  });

  it('is refused: a site or an import of another workspace', async () => {
    const { id, part } = await newFile();
    await expect(imports.take('demo', id, part([1]))).rejects.toMatchObject({ status: 404, code: 'unknown_import' });
    const file = { site: SITE, hash: 'a'.repeat(64), name: '' };
    await expect(imports.open('demo', file)).rejects.toMatchObject({ status: 404, code: 'unknown_site' });
  });
});
