import { Problem } from '../problem';
import type { Database } from './database';
import { DEFAULT_FEATURES, DEFAULT_FUNNELS } from './defaults';
import { editingOf } from './edit-definitions';

const DEFAULTS = { feature: DEFAULT_FEATURES, funnel: DEFAULT_FUNNELS };

export interface Workspaces {
  list(): Promise<string[]>;
  exists(name: string): Promise<boolean>;
  /** A new workspace with the default definitions. Throws 409 where the name is taken. */
  create(name: string): Promise<void>;
}

export function workspacesOf(db: Database): Workspaces {
  return {
    async list() {
      const rows = await db.selectFrom('workspaces').select('name').orderBy('name').execute();
      return rows.map((row) => row.name);
    },
    async exists(name) {
      const row = await db.selectFrom('workspaces').select('name').where('name', '=', name).executeTakeFirst();
      return row !== undefined;
    },
    async create(name) {
      if (!(await insertWithDefinitions(db, name))) {
        throw new Problem(409, 'workspace_exists', `The workspace ${name} exists already.`);
      }
    },
  };
}

/** False where the workspace is there already; then nothing of it is touched. */
export function insertWithDefinitions(db: Database, workspace: string): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('workspaces')
      .values({ name: workspace, created: new Date().toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) {
      return false;
    }
    const editing = editingOf(transaction, { actor: 'installation', managed: '', nobody: true });
    for (const [kind, definitions] of Object.entries(DEFAULTS)) {
      for (const definition of definitions) {
        await editing.create(workspace, kind as keyof typeof DEFAULTS, definition);
      }
    }
    return true;
  });
}
