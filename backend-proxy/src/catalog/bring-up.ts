import { type Database, openDatabase } from './database';
import { DUMPED, type DumpLine, EARLIER, linesOf } from './dump-lines';
import { migrate } from './migrations';

/** Workspaces come first: all others refer to them. */
const ORDER = ['workspaces', ...EARLIER, ...DUMPED.slice(1)] as const;

/**
 * Lines of a catalog as they would be had it been brought up to date before it was dumped: those of an earlier one are put into a
 * catalog of that time, in memory, which then goes through the migrations.
 */
export async function broughtUp(lines: readonly DumpLine[]): Promise<readonly DumpLine[]> {
  const migrated = lastMigrationOf(lines);
  if (migrated === undefined) {
    return lines;
  }
  const db = await openDatabase('sqlite::memory:', migrated);
  try {
    for (const table of ORDER) {
      for (const { row } of lines.filter((line) => line.table === table)) {
        await insert(db, table, row);
      }
    }
    await migrate(db);
    const current: DumpLine[] = [];
    for await (const line of linesOf(db)) {
      current.push(line);
    }
    return current;
  } finally {
    await db.destroy();
  }
}

/** The last migration of the catalog that lines are of, told by what came with the next one; undefined where it may be today's. */
function lastMigrationOf(lines: readonly DumpLine[]): string | undefined {
  if (lines.some(({ table }) => table === 'features' || table === 'funnels')) {
    return '005-restores';
  }
  const isBefore = ({ table, row }: DumpLine) => table === 'sites' || (table === 'definitions' && !('id' in row));
  return lines.some(isBefore) ? '008-erasures' : undefined;
}

async function insert(db: Database, table: DumpLine['table'], row: DumpLine['row']): Promise<void> {
  // Tables of that time are not those of the types.
  await db
    .insertInto(table as 'workspaces')
    .values(row as never)
    .execute();
}
