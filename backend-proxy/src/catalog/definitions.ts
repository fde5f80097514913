import type {
  Definition,
  DefinitionChange,
  DefinitionKind,
  DefinitionOf,
  DefinitionVersion,
  Stored,
} from '@fawkes/contract';
import type { Definitions } from '../answer/context';
import type { Database } from './database';
import { reconcile, type Wish } from './reconcile';
import { refuseUnfit } from './refuse-unfit';
import { editingOf, type Author, type DefinitionEditing } from './edit-definitions';

/** What a workspace's numbers are about. */
export interface CatalogDefinitions extends Definitions {
  /** In the order of their names. */
  list<Kind extends DefinitionKind>(workspace: string, kind: Kind): Promise<Array<Stored<DefinitionOf<Kind>>>>;
  read(workspace: string, kind: DefinitionKind, name: string): Promise<Stored<Definition> | undefined>;
  /** What the definition was, the newest first; of one that was deleted, too. */
  history(workspace: string, kind: DefinitionKind, name: string): Promise<DefinitionVersion[]>;
  edit(author: Author): DefinitionEditing;
  /** Brings the workspace to what a file says, all or nothing, and says what that changes. */
  reconcile(wish: Wish): Promise<DefinitionChange[]>;
}

interface Row {
  definition: string;
  version: number;
  managed: string;
  updated: string;
  actor: string;
}

const COLUMNS = ['definition', 'version', 'managed', 'updated', 'actor'] as const;

export function definitionsOf(db: Database): CatalogDefinitions {
  const rowsOf = (workspace: string, kind: DefinitionKind) =>
    db.selectFrom('definitions').select(COLUMNS).where('workspace', '=', workspace).where('kind', '=', kind);
  const all = async <Kind extends DefinitionKind>(workspace: string, kind: Kind) =>
    (await rowsOf(workspace, kind).orderBy('name').execute()).map(
      ({ definition }) => JSON.parse(definition) as DefinitionOf<Kind>
    );
  return {
    features: (workspace) => all(workspace, 'feature'),
    funnels: (workspace) => all(workspace, 'funnel'),
    goals: (workspace) => all(workspace, 'goal'),
    segments: (workspace) => all(workspace, 'segment'),
    segmentRules: async (workspace) => (await all(workspace, 'segment_rules'))[0],
    exposureRules: (workspace) => all(workspace, 'exposure_rule'),
    async siteNames(workspace) {
      const sites = db.selectFrom('sites').select('domain').where('workspace', '=', workspace).orderBy('domain');
      return (await sites.execute()).map((row) => row.domain);
    },
    async revision(workspace) {
      const own = db.selectFrom('workspaces').select('revision').where('name', '=', workspace);
      return (await own.executeTakeFirst())?.revision ?? 0;
    },
    async list<Kind extends DefinitionKind>(workspace: string, kind: Kind) {
      const rows = await rowsOf(workspace, kind).orderBy('name').execute();
      return rows.map((row) => stored<DefinitionOf<Kind>>(row));
    },
    async read(workspace, kind, name) {
      const row = await rowsOf(workspace, kind).where('name', '=', name).executeTakeFirst();
      return row && stored<Definition>(row);
    },
    async history(workspace, kind, name) {
      const own = db.selectFrom('definition_history').select(['version', 'definition', 'at', 'actor']);
      const past = own.where('workspace', '=', workspace).where('kind', '=', kind).where('name', '=', name);
      const rows = await past.orderBy('version', 'desc').execute();
      return rows.map((row) => ({ ...row, definition: row.definition === null ? null : JSON.parse(row.definition) }));
    },
    edit: (author) => editingOf(db, author),
    reconcile: (wish) =>
      db.transaction().execute(async (transaction) => {
        const changes = await reconcile(definitionsOf(transaction), wish);
        await refuseUnfit(transaction, wish.workspace);
        return changes;
      }),
  };
}

function stored<Of extends Definition>({ definition, version, managed, updated, actor }: Row): Stored<Of> {
  const meta = { version, managed_by: managed || null, updated_at: updated, updated_by: actor };
  return { ...(JSON.parse(definition) as Of), ...meta };
}
