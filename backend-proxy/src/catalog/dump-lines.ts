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

/** Tables that earlier backups have: what was in them is elsewhere now (bring-up.ts). */
export const EARLIER = ['sites', 'features', 'funnels'] as const;

type Dumped = (typeof DUMPED)[number];

/** A row of a table of the catalog, as a line of a backup. */
export interface DumpLine {
  table: Dumped | (typeof EARLIER)[number];
  row: Record<string, string | number | null>;
}

/** All rows of a catalog that is up to date, or those of one workspace. */
export async function* linesOf(db: Database, workspace?: string): AsyncGenerator<DumpLine> {
  for (const table of DUMPED) {
    const rows = await selectAll(db, table, workspace).execute();
    yield* rows.map(({ revision: _, ...row }) => ({ table, row }));
  }
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
