import { broughtUp } from './bring-up';
import type { Database } from './database';
import { DUMPED, type DumpLine, linesOf } from './dump-lines';

/** The catalog as lines, and back. */
export interface CatalogDump {
  /** All rows, or those of one workspace. */
  lines(workspace?: string): AsyncGenerator<DumpLine>;
  /** All or nothing; also lines of an earlier catalog. Definitions take the place of those that are there; of other rows those that are there stay. */
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
    lines: (workspace) => linesOf(db, workspace),
    async load(given) {
      const lines = await broughtUp(given);
      await db.transaction().execute(async (transaction) => {
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
      });
    },
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
