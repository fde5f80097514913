import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestStore, type TestStore } from '../../test/engine';
import { openCatalog, type Catalog } from '../catalog';
import { BlockClock } from '../ingestion';
import type { EventStore } from '../store/event-store';
import { bind, sql } from '../store/sql';
import { createImports, type Imports, type ImportsDeps } from './imports';

export const NOW = Date.UTC(2026, 10, 24, 12);
export const SITE = 'docs.example';

/** A file of which nothing was imported. */
export interface TestFile {
  hash: string;
  /** Of its import. */
  id: string;
  /** Rows of it, spread over months, as they are sent. */
  part(numbers: number[]): Buffer;
}

/** Imports over a real store and a real catalog. */
export interface TestImports {
  engine: TestStore;
  catalog: Catalog;
  imports: Imports;
  /** The same with other parts. */
  importsOver(store: EventStore, deps?: Partial<ImportsDeps>): Imports;
  newFile(): Promise<TestFile>;
  /** How often each row of a file is stored. */
  storedOf(hash: string): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

export async function startTestImports(): Promise<TestImports> {
  const directory = mkdtempSync(join(tmpdir(), 'fawkes-import-'));
  const engine = await startTestStore();
  const catalog = await openCatalog(`sqlite:${join(directory, 'catalog.sqlite')}`);
  await catalog.sites.add('default', SITE);
  const importsOver: TestImports['importsOver'] = (store, deps) => {
    const { imports: ledger, sites } = catalog;
    const clock = new BlockClock();
    return createImports({ store, ledger, clock, workspaceOf: sites.workspaceOf, now: () => NOW, ...deps });
  };
  const imports = importsOver(engine.store);
  return {
    engine,
    catalog,
    imports,
    importsOver,
    async newFile() {
      const hash = randomBytes(32).toString('hex');
      const { id } = await imports.open('default', { site: SITE, hash, name: 'test.csv' });
      const rowOf = (row: number) => [row, 'signup', Date.UTC(2024, row % 30, 1, 0, row), `user ${row}`];
      const columns = ['event', 'timestamp', 'user_id'];
      return { hash, id, part: (numbers) => body({ columns, rows: numbers.map(rowOf) }) };
    },
    async storedOf(hash) {
      const { rows } = await engine.store.query<{ row: string; n: number }>(sql`
        SELECT splitByChar(':', event_id)[2] AS row, count() AS n FROM events
        WHERE startsWith(event_id, ${bind('String', hash.slice(0, 32))}) GROUP BY row`);
      return Object.fromEntries(rows.map(({ row, n }) => [row, n]));
    },
    async stop() {
      await catalog.close();
      await engine.stop();
      rmSync(directory, { recursive: true });
    },
  };
}

/** Rows as they are sent. */
export function body({ columns, rows }: { columns: string[]; rows: unknown[][] }): Buffer {
  return Buffer.from([columns, ...rows].map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** What `storedOf` says where each of the rows is stored once. */
export const once = (numbers: number[]) => Object.fromEntries(numbers.map((row) => [String(row), 1]));

export const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);
