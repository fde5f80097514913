import { DEFINITIONS, type Definition, type DefinitionKind } from '@fawkes/contract';
import { Problem } from '../problem';
import { auditOf } from './audit';
import type { Database } from './database';
import { refuseUnfit } from './refuse-unfit';

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
  /** Another name in `definition` renames it. Throws 404, or 409 where `version` is not the one that is there. */
  change(workspace: string, place: Place, version: number, definition: Definition): Promise<void>;
  /** Throws 404, or 409 where `version` is not the one that is there. */
  remove(workspace: string, place: Place, version: number): Promise<void>;
  /** From now on the author's file manages it, whatever did before. */
  adopt(workspace: string, place: Place): Promise<void>;
}

/** Where a definition stands among those of a workspace. */
export interface Place {
  kind: DefinitionKind;
  name: string;
}

type Step = Place & { workspace: string; version: number; definition: Definition | null };

export function editingOf(db: Database, author: Author): DefinitionEditing {
  const atOnce = <Result>(workspace: string, action: (transaction: Database) => Promise<Result>) =>
    db.isTransaction
      ? action(db)
      : db.transaction().execute(async (transaction) => {
          const result = await action(transaction);
          await refuseUnfit(transaction, workspace);
          return result;
        });
  return {
    create: (workspace, kind, definition) =>
      atOnce(workspace, async (transaction) => {
        const step = { workspace, kind, name: definition.name, definition };
        await insert(transaction, { ...step, version: await nextVersion(transaction, step) }, author);
      }),
    change: (workspace, place, version, definition) =>
      atOnce(workspace, async (transaction) => {
        await take(transaction, { ...place, workspace, version }, author);
        const next = { workspace, kind: place.kind, name: definition.name, definition };
        if (place.name === definition.name) {
          return insert(transaction, { ...next, version: version + 1 }, author);
        }
        await note(transaction, { ...place, workspace, version: version + 1, definition: null }, author);
        return insert(transaction, { ...next, version: await nextVersion(transaction, next) }, author);
      }),
    remove: (workspace, place, version) =>
      atOnce(workspace, async (transaction) => {
        await take(transaction, { ...place, workspace, version }, author);
        await note(transaction, { ...place, workspace, version: version + 1, definition: null }, author);
      }),
    async adopt(workspace, { kind, name }) {
      const own = db.updateTable('definitions').where('workspace', '=', workspace).where('kind', '=', kind);
      await own.where('name', '=', name).set({ managed: author.managed }).execute();
    },
  };
}

/** A name that was deleted and comes again goes on counting, so that no two states of it share a version. */
async function nextVersion(db: Database, { workspace, kind, name }: Place & { workspace: string }): Promise<number> {
  const last = db.selectFrom('definition_history').select('version').where('workspace', '=', workspace);
  const row = last.where('kind', '=', kind).where('name', '=', name).orderBy('version', 'desc').limit(1);
  return ((await row.executeTakeFirst())?.version ?? 0) + 1;
}

async function insert(db: Database, step: Step & { definition: Definition }, author: Author): Promise<void> {
  const { workspace, kind, name, version } = step;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('definitions')
    .values({
      workspace,
      kind,
      name,
      version,
      definition: JSON.stringify(step.definition),
      managed: author.managed,
      updated: new Date().toISOString(),
      actor: author.actor,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) {
    const { title } = DEFINITIONS[kind];
    throw new Problem(409, 'name_taken', `There is a ${title} named ${JSON.stringify(name)} already.`, [
      { path: 'name', message: 'taken' },
    ]);
  }
  await note(db, step, author);
}

/** Takes out the version that the caller knows, and that one only: who comes second in a race finds it gone. */
async function take(
  db: Database,
  { workspace, kind, name, version }: Place & { workspace: string; version: number },
  author: Author
) {
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
}

async function note(db: Database, step: Step, { actor, nobody = false }: Author): Promise<void> {
  const { workspace, kind, name, version, definition } = step;
  const at = new Date().toISOString();
  await db
    .insertInto('definition_history')
    .values({ workspace, kind, name, version, at, actor, definition: definition && JSON.stringify(definition) })
    .execute();
  await db
    .updateTable('workspaces')
    .where('name', '=', workspace)
    .set((column) => ({ revision: column('revision', '+', 1) }))
    .execute();
  if (nobody) {
    return;
  }
  const action =
    definition === null ? 'definition.deleted' : version === 1 ? 'definition.created' : 'definition.changed';
  await auditOf(db).record(workspace, { actor, action, detail: `${kind} ${JSON.stringify(name)}, version ${version}` });
}
