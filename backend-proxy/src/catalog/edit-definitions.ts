import { randomUUID } from 'node:crypto';
import { DEFINITIONS, nameOf, type Definition, type DefinitionKind } from '@fawkes/contract';
import { Problem } from '../problem';
import { auditOf } from './audit';
import type { Database } from './database';
import { refuseUnfit } from './refuse-unfit';
import type { Step } from './refuse-dangling';

/** Who changes definitions: the audit names the actor, and what a file manages only that file changes. */
export interface Author {
  /** `token <id>`, or `installation`. */
  actor: string;
  /** The file that the definitions are kept in; '' for everybody else. */
  managed: string;
  /** Nobody did it, such as what every workspace begins with: the audit says nothing of it. */
  nobody?: boolean;
}

/** Changes to definitions. Each is one transaction with its history, its line in the audit and the workspace's new revision. */
export interface DefinitionEditing {
  /** Throws 409 where the name is taken. */
  create(workspace: string, kind: DefinitionKind, definition: Definition): Promise<void>;
  /**
   * Another name in `definition` renames it: it goes on counting its versions, and its history comes along. Throws 404, 409 where
   * `version` is not the one that is there or others refer to the name that goes, or 422 for a site, which is its domain.
   */
  change(workspace: string, place: Place, version: number, definition: Definition): Promise<void>;
  /** Throws 404, or 409 where `version` is not the one that is there or others refer to it. */
  remove(workspace: string, place: Place, version: number): Promise<void>;
  /** From now on the author's file manages it, or no file where the author has none, whatever did before. */
  handOver(workspace: string, place: Place): Promise<void>;
}

/** Where a definition stands among those of a workspace. */
export interface Place {
  kind: DefinitionKind;
  name: string;
}

/** A state of a definition that follows another. */
interface State extends Place {
  workspace: string;
  id: string;
  version: number;
  definition: Definition | null;
  /** What became of the definition. */
  action: 'created' | 'changed' | 'deleted';
  /** Its name before, where it went by another. */
  was?: string;
}

/** `changed` is told when a change holds. */
export function editingOf(db: Database, author: Author, changed = (): void => undefined): DefinitionEditing {
  async function atOnce(workspace: string, steps: Step[], action: (transaction: Database) => Promise<void>) {
    if (db.isTransaction) {
      return action(db);
    }
    await db.transaction().execute(async (transaction) => {
      await action(transaction);
      await refuseUnfit(transaction, workspace, steps);
    });
    changed();
  }
  return {
    create(workspace, kind, definition) {
      const place = { workspace, kind, name: nameOf(definition) };
      return atOnce(workspace, [{ ...place, written: '' }], async (transaction) => {
        const version = (await lastVersion(transaction, place)) + 1;
        await insert(transaction, { ...place, id: randomUUID(), version, definition, action: 'created' }, author);
      });
    },
    change(workspace, place, version, definition) {
      const next = { workspace, kind: place.kind, name: nameOf(definition) };
      const renamed = next.name !== place.name;
      const steps = [{ ...next, written: '' }, ...(renamed ? [place] : [])];
      return atOnce(workspace, steps, async (transaction) => {
        const id = await take(transaction, { ...place, workspace, version }, author);
        if (!renamed) {
          return insert(transaction, { ...next, id, version: version + 1, definition, action: 'changed' }, author);
        }
        refuseRenamedSite(place, next.name);
        const last = Math.max(version, await lastVersion(transaction, next));
        const state = { ...next, id, version: last + 1, definition, was: place.name };
        return insert(transaction, { ...state, action: 'changed' }, author);
      });
    },
    remove: (workspace, place, version) =>
      atOnce(workspace, [place], async (transaction) => {
        const id = await take(transaction, { ...place, workspace, version }, author);
        const state = { ...place, workspace, id, version: version + 1, definition: null };
        await note(transaction, { ...state, action: 'deleted' }, author);
      }),
    async handOver(workspace, { kind, name }) {
      const own = db.updateTable('definitions').where('workspace', '=', workspace).where('kind', '=', kind);
      await own.where('name', '=', name).set({ managed: author.managed }).execute();
    },
  };
}

function refuseRenamedSite({ kind, name }: Place, wanted: string): void {
  if (kind === 'site') {
    throw new Problem(
      422,
      'site_renamed',
      `A site is its domain, which its events carry: ${name} cannot become ${wanted}. Add ${wanted} as a site of its own.`,
      [{ path: 'domain', message: `is ${name}` }]
    );
  }
}

/** The last version that a definition of that name had; a name that comes again goes on, so that no two states of it share a version. */
async function lastVersion(db: Database, { workspace, kind, name }: Place & { workspace: string }): Promise<number> {
  const last = db.selectFrom('definition_history').select('version').where('workspace', '=', workspace);
  const row = last.where('kind', '=', kind).where('name', '=', name).orderBy('version', 'desc').limit(1);
  return (await row.executeTakeFirst())?.version ?? 0;
}

async function insert(db: Database, state: State & { definition: Definition }, author: Author): Promise<void> {
  const { id, workspace, kind, name, version, definition } = state;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('definitions')
    .values({
      id,
      workspace,
      kind,
      name,
      version,
      definition: JSON.stringify(definition),
      managed: author.managed,
      updated: new Date().toISOString(),
      actor: author.actor,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) {
    throw await taken(db, state);
  }
  await note(db, state, author);
}

/** Why a name is not to be had: the workspace has it, or, of domains, another one. */
async function taken(db: Database, { workspace, kind, name }: Place & { workspace: string }): Promise<Problem> {
  const { title, key } = DEFINITIONS[kind];
  const own = db.selectFrom('definitions').select('id').where('workspace', '=', workspace).where('kind', '=', kind);
  const errors = [{ path: key, message: 'taken' }];
  return (await own.where('name', '=', name).executeTakeFirst())
    ? new Problem(409, 'name_taken', `There is a ${title} named ${JSON.stringify(name)} already.`, errors)
    : new Problem(
        409,
        'site_taken',
        `The site ${name} belongs to another workspace of this installation; a domain belongs to one.`,
        errors
      );
}

/** Takes out the version that the caller knows, and that one only: who comes second in a race finds it gone. Gives its id. */
async function take(
  db: Database,
  { workspace, kind, name, version }: Place & { workspace: string; version: number },
  author: Author
): Promise<string> {
  const mine = db.selectFrom('definitions').selectAll().where('workspace', '=', workspace).where('kind', '=', kind);
  const found = await mine.where('name', '=', name).executeTakeFirst();
  const { title } = DEFINITIONS[kind];
  if (!found) {
    throw new Problem(404, `unknown_${kind}`, `There is no ${title} named ${JSON.stringify(name)}.`);
  }
  if (found.managed !== '' && found.managed !== author.managed) {
    throw new Problem(
      409,
      'managed_by_file',
      `The ${title} ${JSON.stringify(name)} is kept in ${found.managed}; change it there.`
    );
  }
  const same = db.deleteFrom('definitions').where('workspace', '=', workspace).where('kind', '=', kind);
  const { numDeletedRows } = await same.where('name', '=', name).where('version', '=', version).executeTakeFirst();
  if (numDeletedRows !== 1n) {
    throw new Problem(
      409,
      'version_conflict',
      `Somebody changed the ${title} ${JSON.stringify(name)} meanwhile: it is at version ${found.version}, you know ${version}. Read it anew.`,
      [{ path: 'version', message: `is ${found.version}` }]
    );
  }
  return found.id;
}

async function note(db: Database, state: State, { actor, nobody = false }: Author): Promise<void> {
  const { id, workspace, kind, name, version, definition, action, was } = state;
  const at = new Date().toISOString();
  await db
    .insertInto('definition_history')
    .values({ id, workspace, kind, name, version, at, actor, definition: definition && JSON.stringify(definition) })
    .execute();
  await db
    .updateTable('workspaces')
    .where('name', '=', workspace)
    .set((column) => ({ revision: column('revision', '+', 1) }))
    .execute();
  if (nobody) {
    return;
  }
  const before = was === undefined ? '' : `, before ${JSON.stringify(was)}`;
  const detail = `${kind} ${JSON.stringify(name)}, version ${version}${before}`;
  await auditOf(db).record(workspace, { actor, action: `definition.${action}`, detail });
}
