import { randomUUID } from 'node:crypto';
import type { Database } from './database';

export interface ImportedFile {
  id: string;
  workspace: string;
  site: string;
  /** SHA-256 of its content. */
  hash: string;
  name: string;
  /** When it first came; ISO 8601, UTC. */
  created: string;
}

/** Rows of a file that are stored (`settled`), or that may be: their storing began, and nobody heard of its end. */
export interface LedgerEntry {
  /** Numbers of rows, such as `1-20000,20002`. */
  ranges: string;
  settled: boolean;
}

/** Which rows of which files were imported. Nothing here is ever deleted: also a file that comes years later is known. */
export interface ImportLedger {
  /** The import of a file in a site; made where the file is new there. */
  open(workspace: string, file: Pick<ImportedFile, 'site' | 'hash' | 'name'>): Promise<ImportedFile>;
  find(workspace: string, id: string): Promise<ImportedFile | undefined>;
  list(workspace: string): Promise<ImportedFile[]>;
  /** What is known of the rows from `first` to `last`, of all without them. */
  entries(id: string, rows?: { first: number; last: number }): Promise<LedgerEntry[]>;
  /** Notes that rows are about to be stored; gives the entry's id. */
  begin(id: string, entry: { first: number; last: number; ranges: string }): Promise<string>;
  /** Notes that an entry's rows are stored. */
  settle(entry: string): Promise<void>;
}

export function importLedgerOf(db: Database): ImportLedger {
  const files = (workspace: string) => db.selectFrom('imports').selectAll().where('workspace', '=', workspace);
  return {
    async open(workspace, { site, hash, name }) {
      const created = new Date().toISOString();
      await db
        .insertInto('imports')
        .values({ id: randomUUID(), workspace, site, hash, name, created })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return files(workspace).where('site', '=', site).where('hash', '=', hash).executeTakeFirstOrThrow();
    },
    find(workspace, id) {
      return files(workspace).where('id', '=', id).executeTakeFirst();
    },
    list(workspace) {
      return files(workspace).orderBy('created').orderBy('id').execute();
    },
    async entries(id, rows) {
      const all = db.selectFrom('import_rows').select(['ranges', 'settled']).where('import', '=', id);
      const asked = rows ? all.where('first', '<=', rows.last).where('last', '>=', rows.first) : all;
      return (await asked.execute()).map(({ ranges, settled }) => ({ ranges, settled: settled === 1 }));
    },
    async begin(id, entry) {
      const key = randomUUID();
      await db
        .insertInto('import_rows')
        .values({ id: key, import: id, ...entry, settled: 0 })
        .execute();
      return key;
    },
    async settle(entry) {
      await db.updateTable('import_rows').set({ settled: 1 }).where('id', '=', entry).execute();
    },
  };
}
