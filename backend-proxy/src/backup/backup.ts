import type { Readable } from 'node:stream';
import type { BackupPlan } from '@fawkes/contract';
import type { CatalogDump } from '../catalog/dump';
import { Problem } from '../problem';
import type { EventStore } from '../store/event-store';
import { sql } from '../store/sql';
import { DERIVED, fileOf, nameOf, scopeOf, selectOf, slicesOf, type BackupScope } from './files';

/** What is kept, as files: the events and what belongs to them as Parquet, the catalog as lines of JSON. */
export interface Backup {
  /** The files of a backup of all that was received up to now. */
  plan(workspace?: string): Promise<BackupPlan>;
  /** A file of the plan. What comes in meanwhile is not in it. */
  file(name: string, scope: BackupScope): Promise<Readable>;
  /** The catalog, a line of JSON for each row. */
  catalog(workspace?: string): AsyncGenerator<string>;
}

export function createBackup(store: EventStore, dump: CatalogDump): Backup {
  return {
    async plan(workspace) {
      const until = Date.now() - 1;
      const { rows: months } = await store.query<{ month: number; rows: number }>(sql`
        SELECT toYYYYMM(time) AS month, count() AS rows FROM events
        WHERE ${scopeOf({ until, workspace })} GROUP BY month ORDER BY month`);
      const slices = months.flatMap(({ month, rows }) => slicesOf(month, rows));
      const tables = DERIVED.map((table) => ({ kind: 'table' as const, table }));
      return {
        until,
        workspace: workspace ?? null,
        events: months.reduce((sum, { rows }) => sum + rows, 0),
        // The tables first: they have no time of arrival, so that later ones would come along.
        files: [...tables, ...slices].map(nameOf),
      };
    },
    async file(name, scope) {
      const file = fileOf(name);
      if (!file) {
        throw new Problem(404, 'unknown_file', 'A backup has no such file.');
      }
      return store.readParquet(selectOf(file, scope));
    },
    async *catalog(workspace) {
      for await (const line of dump.lines(workspace)) {
        yield `${JSON.stringify(line)}\n`;
      }
    },
  };
}
