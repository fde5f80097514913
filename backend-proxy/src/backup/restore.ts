import type { Readable } from 'node:stream';
import type { RestoreState } from '@fawkes/contract';
import * as z from 'zod/mini';
import type { CatalogDump } from '../catalog/dump';
import { DUMPED, type DumpLine, EARLIER } from '../catalog/dump-lines';
import { Problem } from '../problem';
import type { EventStore } from '../store/event-store';
import { sql } from '../store/sql';
import { fileOf, insertOf, sliceOf, type SliceOfEvents } from './files';

/** Puts a backup into an installation that is new. Each step can be repeated after an interruption. */
export interface Restore {
  /** Begins, or goes on: what is restored already. Throws 409 where the installation has other data. */
  begin(backup: string): Promise<RestoreState>;
  /** Puts a file's rows into the store. */
  file(backup: string, name: string, content: Readable): Promise<void>;
  catalog(backup: string, text: string): Promise<void>;
}

const lineSchema = z.strictObject({
  table: z.enum([...DUMPED, ...EARLIER]),
  row: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

const CATALOG_FILE = 'catalog.jsonl';

export function createRestore(store: EventStore, dump: CatalogDump): Restore {
  async function events(): Promise<number> {
    const { rows } = await store.query<{ n: number }>(sql`SELECT count() AS n FROM events`);
    return rows[0]?.n ?? 0;
  }

  /** Whether the file is to be restored still. Throws where nobody began. */
  async function isOpen(backup: string, name: string): Promise<boolean> {
    const restored = await dump.restored(backup);
    if (!restored) {
      throw new Problem(409, 'not_begun', 'POST /api/v1/restore begins the restore of a backup.');
    }
    return !restored.includes(name);
  }

  return {
    async begin(backup) {
      const restored = await dump.restored(backup);
      if (restored) {
        return { restored, events: await events() };
      }
      if (!(await dump.isUnused()) || (await events()) > 0) {
        throw new Problem(
          409,
          'not_empty',
          'This installation has sites or events already. A backup is restored into a new one: start the proxy with another FAWKES_DATA_DIR, or an empty database, and without FAWKES_DEMO.'
        );
      }
      await dump.noteRestored(backup, '');
      return { restored: [], events: 0 };
    },
    async file(backup, name, content) {
      const file = fileOf(name);
      if (!file) {
        throw new Problem(404, 'unknown_file', 'A backup has no such file.');
      }
      if (!(await isOpen(backup, name))) {
        content.resume();
        return;
      }
      if (file.kind === 'events') {
        await removeHalf(store, file);
      }
      await store.writeParquet(insertOf(file), content);
      await dump.noteRestored(backup, name);
    },
    async catalog(backup, text) {
      if (await isOpen(backup, CATALOG_FILE)) {
        await dump.load(text.split('\n').filter(Boolean).map(readLine));
        await dump.noteRestored(backup, CATALOG_FILE);
      }
    },
  };
}

/** Takes away what an interruption left of a slice. */
async function removeHalf(store: EventStore, file: SliceOfEvents): Promise<void> {
  const { rows } = await store.query<{ n: number }>(sql`SELECT count() AS n FROM events WHERE ${sliceOf(file)}`);
  if (rows[0]?.n) {
    await store.command(sql`DELETE FROM events WHERE ${sliceOf(file)}`);
  }
}

function readLine(text: string, index: number): DumpLine {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch {
    throw new Problem(400, 'invalid_catalog', `The catalog's line ${index + 1} is no row of a catalog.`);
  }
}
