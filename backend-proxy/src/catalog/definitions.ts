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
import { changesOf } from './changes';
import { reconcile, type Wish } from './reconcile';
import { refuseUnfit } from './refuse-unfit';
import { editingOf, type Author, type DefinitionEditing } from './edit-definitions';

/** What a workspace's numbers are about. */
export interface CatalogDefinitions extends Definitions {
  /** In the order of their names. */
  list<Kind extends DefinitionKind>(workspace: string, kind: Kind): Promise<Array<Stored<DefinitionOf<Kind>>>>;
  read(workspace: string, kind: DefinitionKind, name: string): Promise<Stored<Definition> | undefined>;
  /** What the definition was, the newest first, under whatever names; of one that was deleted or renamed, too. */
  history(workspace: string, kind: DefinitionKind, name: string): Promise<DefinitionVersion[]>;
  edit(author: Author): DefinitionEditing;
  /**
   * Brings the workspace to what a file says, all or nothing, and says what that changes. With `dryRun` all of it is tried and
   * nothing is kept.
   */
  reconcile(wish: Wish, dryRun: boolean): Promise<DefinitionChange[]>;
}

interface Row {
  definition: string;
  version: number;
  managed: string;
  updated: string;
  actor: string;
}

const COLUMNS = ['definition', 'version', 'managed', 'updated', 'actor'] as const;

/** Ends a transaction of which nothing is to be kept. */
class DryRun extends Error {
  constructor(readonly changes: DefinitionChange[]) {
    super('a dry run');
  }
}

/** `changed` is told when a change holds. */
export function definitionsOf(db: Database, changed?: () => void): CatalogDefinitions {
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
    experiments: (workspace) => all(workspace, 'experiment'),
    async siteNames(workspace) {
      return (await all(workspace, 'site')).map(({ domain }) => domain);
    },
    changes: (workspace, from, to) => changesOf(db, workspace, { from, to }),
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
      const all = db.selectFrom('definition_history').where('workspace', '=', workspace).where('kind', '=', kind);
      const bearers = all.where('name', '=', name).orderBy('version', 'desc');
      const last = await bearers.select('id').limit(1).executeTakeFirst();
      // All that the last one of that name ever was, and what others were while they had it.
      const rows = await all
        .where((row) => row.or([row('name', '=', name), row('id', '=', last?.id ?? '')]))
        .select(['version', 'definition', 'at', 'actor'])
        .orderBy('version', 'desc')
        .execute();
      return rows.map((row) => ({ ...row, definition: row.definition === null ? null : JSON.parse(row.definition) }));
    },
    edit: (author) => editingOf(db, author, changed),
    reconcile: (wish, dryRun) =>
      db
        .transaction()
        .execute(async (transaction) => {
          const { changes, steps } = await reconcile(definitionsOf(transaction), wish);
          await refuseUnfit(transaction, wish.workspace, steps);
          if (dryRun) {
            throw new DryRun(changes);
          }
          return changes;
        })
        .then(
          (changes) => {
            changed?.();
            return changes;
          },
          (error: unknown) => {
            if (error instanceof DryRun) {
              return error.changes;
            }
            throw error;
          }
        ),
  };
}

function stored<Of extends Definition>({ definition, version, managed, updated, actor }: Row): Stored<Of> {
  const meta = { version, managed_by: managed || null, updated_at: updated, updated_by: actor };
  return { ...(JSON.parse(definition) as Of), ...meta };
}
