import type { SelectQueryBuilder } from 'kysely';
import type { Database, Tables } from './database';

/**
 * What a backup of the catalog has, in an order in which it can be put back. Salts are left out: they expire in 48 hours; so is
 * the number of a workspace's changes, which each catalog counts for itself.
 */
export const DUMPED = [
  'workspaces',
  'tokens',
  'definitions',
  'definition_history',
  'audit',
  'imports',
  'import_rows',
  'counters',
  'counted_through',
  'counted_blocks',
] as const satisfies ReadonlyArray<keyof Tables>;

type Dumped = (typeof DUMPED)[number];

/** A row of a table of the catalog, as a line of a backup. */
export interface DumpLine {
  table: Dumped;
  row: Record<string, string | number | null>;
}

/** The catalog as lines, and back. */
export interface CatalogDump {
  /** All rows, or those of one workspace. */
  lines(workspace?: string): AsyncGenerator<DumpLine>;
  /** All or nothing. Definitions take the place of those that are there; of other rows those that are there stay. */
  load(lines: readonly DumpLine[]): Promise<void>;
  /** Whether nobody has used this catalog yet: there are no sites, and no imports. */
  isUnused(): Promise<boolean>;
  /** Files of a backup that were restored; undefined where its restore has not begun. */
  restored(backup: string): Promise<string[] | undefined>;
  /** Notes that a file was restored; '' that the restore began. */
  noteRestored(backup: string, file: string): Promise<void>;
}

const INSERTED_AT_ONCE = 50;

export function dumpOf(db: Database): CatalogDump {
  return {
    async *lines(workspace) {
      for (const table of DUMPED) {
        const rows = await selectAll(db, table, workspace).execute();
        yield* rows.map(({ revision: _, ...row }) => ({ table, row }));
      }
    },
    load: (lines) =>
      db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('definitions').execute();
        await transaction.deleteFrom('definition_history').execute();
        for (const table of DUMPED) {
          const rows = lines.filter((line) => line.table === table).map(({ row }) => row);
          for (let i = 0; i < rows.length; i += INSERTED_AT_ONCE) {
            await transaction
              .insertInto(table)
              .values(rows.slice(i, i + INSERTED_AT_ONCE) as never)
              .onConflict((conflict) => conflict.doNothing())
              .execute();
          }
        }
        // Answers that were kept by the definitions before are no answers any more.
        await transaction
          .updateTable('workspaces')
          .set((column) => ({ revision: column('revision', '+', 1) }))
          .execute();
      }),
    async isUnused() {
      const [site, file] = await Promise.all([
        db.selectFrom('definitions').select('name').where('kind', '=', 'site').limit(1).executeTakeFirst(),
        db.selectFrom('imports').select('id').limit(1).executeTakeFirst(),
      ]);
      return site === undefined && file === undefined;
    },
    async restored(backup) {
      const files = await db.selectFrom('restores').select('file').where('backup', '=', backup).execute();
      return files.length === 0 ? undefined : files.map(({ file }) => file).filter((file) => file !== '');
    },
    async noteRestored(backup, file) {
      await db
        .insertInto('restores')
        .values({ backup, file })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}

type AnyRows = SelectQueryBuilder<Tables, Dumped, DumpLine['row']>;

function selectAll(db: Database, table: Dumped, workspace: string | undefined): AnyRows {
  const all = db.selectFrom(table).selectAll() as unknown as AnyRows;
  if (workspace === undefined) {
    return all;
  }
  switch (table) {
    case 'workspaces':
      return all.where('workspaces.name', '=', workspace);
    case 'import_rows': {
      const own = db.selectFrom('imports').select('imports.id').where('imports.workspace', '=', workspace);
      return all.where('import_rows.import', 'in', own);
    }
    default:
      return all.where(`${table}.workspace`, '=', workspace);
  }
}
