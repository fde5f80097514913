import { isDeepStrictEqual } from 'node:util';
import {
  DEFINITIONS,
  type Definition,
  type DefinitionChange,
  type DefinitionKind,
  type DefinitionsFile,
  type Stored,
} from '@fawkes/contract';
import { Problem } from '../problem';
import type { Author, DefinitionEditing } from './edit-definitions';

/** The definitions that are there, within one transaction. */
interface Definitions {
  list(workspace: string, kind: DefinitionKind): Promise<Array<Stored<Definition>>>;
  edit(author: Author): DefinitionEditing;
}

export interface Wish {
  workspace: string;
  /** What the workspace's definitions should be, of the kinds that are named. */
  file: DefinitionsFile;
  author: Author;
  /** Only says what would change. */
  dryRun: boolean;
}

/**
 * Brings the workspace's definitions to what the file says, and says what that changes: what the file has is
 * created, changed or taken over, and what it had managed and has no longer is deleted. Everything else stays as it is.
 * Throws 409 where another file manages a definition.
 */
export async function reconcile(definitions: Definitions, { workspace, file, author, dryRun }: Wish) {
  const editing = definitions.edit(author);
  const changes: DefinitionChange[] = [];
  for (const kind of Object.keys(DEFINITIONS) as DefinitionKind[]) {
    const wanted = file[DEFINITIONS[kind].plural];
    if (wanted) {
      const steps = stepsOf(kind, wanted, await definitions.list(workspace, kind), author.managed);
      if (!dryRun) {
        await take(editing, workspace, kind, steps);
      }
      changes.push(...steps.map(({ version: _, ...change }) => change));
    }
  }
  return changes;
}

type Step = DefinitionChange & { version: number };

function stepsOf(
  kind: DefinitionKind,
  wanted: readonly Definition[],
  present: ReadonlyArray<Stored<Definition>>,
  file: string
): Step[] {
  const known = new Map(present.map((stored) => [stored.name, stored]));
  const names = new Set(wanted.map(({ name }) => name));
  const kept = wanted.flatMap((after): Step[] => {
    const stored = known.get(after.name);
    if (stored && stored.managed_by !== null && stored.managed_by !== file) {
      const { title } = DEFINITIONS[kind];
      const detail = `The ${title} ${JSON.stringify(after.name)} is kept in ${stored.managed_by}, so ${file} cannot have it, too.`;
      throw new Problem(409, 'managed_by_file', detail);
    }
    const before = stored ? bare(stored) : null;
    // By way of JSON: what is kept has no fields that are undefined.
    const same = isDeepStrictEqual(before, JSON.parse(JSON.stringify(after)));
    if (same && stored?.managed_by === file) {
      return [];
    }
    const change = before === null ? 'create' : same ? 'adopt' : 'change';
    return [{ kind, name: after.name, change, before, after, version: stored?.version ?? 0 }];
  });
  const gone = present
    .filter(({ name, managed_by }) => managed_by === file && !names.has(name))
    .map((stored): Step => {
      return { kind, name: stored.name, change: 'delete', before: bare(stored), after: null, version: stored.version };
    });
  return [...kept, ...gone];
}

async function take(editing: DefinitionEditing, workspace: string, kind: DefinitionKind, steps: readonly Step[]) {
  for (const { name, change, after, version } of steps) {
    const place = { kind, name };
    if (change === 'create') {
      await editing.create(workspace, kind, after as Definition);
    } else if (change === 'change') {
      await editing.change(workspace, place, version, after as Definition);
    } else if (change === 'delete') {
      await editing.remove(workspace, place, version);
    } else {
      await editing.adopt(workspace, place);
    }
  }
}

/** A definition without what the catalog knows of it. */
export function bare(stored: Stored<Definition>): Definition {
  const { version: _, managed_by: __, updated_at: ___, updated_by: ____, ...definition } = stored;
  return definition as Definition;
}
