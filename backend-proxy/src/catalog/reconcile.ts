import { isDeepStrictEqual } from 'node:util';
import {
  DEFINITIONS,
  listedIn,
  nameOf,
  type Definition,
  type DefinitionChange,
  type DefinitionKind,
  type DefinitionsFile,
  type Stored,
} from '@fawkes/contract';
import { Problem } from '../problem';
import type { Author, DefinitionEditing } from './edit-definitions';
import type { Step } from './refuse-dangling';

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
}

/** What a file changed, and where in it that stands. */
export interface Reconciled {
  changes: DefinitionChange[];
  steps: Step[];
}

/**
 * Brings the workspace's definitions to what the file says: what the file has is created, changed or taken over, and what it had
 * managed and has no longer is deleted, or, of sites, let go: nobody loses events by a line that is missing. Everything else stays
 * as it is. Throws 409 where another file manages a definition.
 */
export async function reconcile(definitions: Definitions, { workspace, file, author }: Wish): Promise<Reconciled> {
  const planned: Planned[] = [];
  for (const kind of Object.keys(DEFINITIONS) as DefinitionKind[]) {
    const wanted = listedIn(file, kind);
    if (wanted) {
      planned.push(...plan(kind, wanted, await definitions.list(workspace, kind), author.managed));
    }
  }
  for (const each of planned) {
    await take(definitions, { workspace, author }, each);
  }
  return {
    changes: planned.map(({ change, version: _, at: __ }) => change),
    steps: planned.map(({ change, at }) => ({ kind: change.kind as DefinitionKind, name: change.name, written: at })),
  };
}

interface Planned {
  change: DefinitionChange;
  version: number;
  /** Where the file has it. */
  at?: string;
}

function plan(
  kind: DefinitionKind,
  wanted: readonly Definition[],
  present: ReadonlyArray<Stored<Definition>>,
  file: string
): Planned[] {
  const known = new Map(present.map((stored) => [nameOf(stored), stored]));
  const names = new Set(wanted.map(nameOf));
  const kept = wanted.flatMap((definition, i): Planned[] => {
    // By way of JSON: what is kept has no fields that are undefined.
    const after = JSON.parse(JSON.stringify(definition)) as Definition;
    const name = nameOf(after);
    const stored = known.get(name);
    if (stored && stored.managed_by !== null && stored.managed_by !== file) {
      const { title } = DEFINITIONS[kind];
      const detail = `The ${title} ${JSON.stringify(name)} is kept in ${stored.managed_by}, so ${file} cannot have it, too.`;
      throw new Problem(409, 'managed_by_file', detail);
    }
    const before = stored ? bare(stored) : null;
    const same = isDeepStrictEqual(before, after);
    if (same && stored?.managed_by === file) {
      return [];
    }
    const change = before === null ? 'create' : same ? 'adopt' : 'change';
    const at = `${DEFINITIONS[kind].plural}.${i}`;
    return [{ change: { kind, name, change, before, after }, version: stored?.version ?? 0, at }];
  });
  const gone = present
    .filter((stored) => stored.managed_by === file && !names.has(nameOf(stored)))
    .map((stored): Planned => {
      const before = bare(stored);
      const [change, after] = kind === 'site' ? (['release', before] as const) : (['delete', null] as const);
      return { change: { kind, name: nameOf(before), change, before, after }, version: stored.version };
    });
  return [...kept, ...gone];
}

async function take(
  definitions: Definitions,
  { workspace, author }: Pick<Wish, 'workspace' | 'author'>,
  { change: { kind: anyKind, name, change, after }, version }: Planned
) {
  const kind = anyKind as DefinitionKind;
  const editing = definitions.edit(author);
  const place = { kind, name };
  switch (change) {
    case 'create':
      return editing.create(workspace, kind, after as Definition);
    case 'change':
      return editing.change(workspace, place, version, after as Definition);
    case 'delete':
      return editing.remove(workspace, place, version);
    case 'adopt':
      return editing.handOver(workspace, place);
    case 'release':
      return definitions.edit({ ...author, managed: '' }).handOver(workspace, place);
  }
}

/** A definition without what the catalog knows of it. */
export function bare(stored: Stored<Definition>): Definition {
  const { version: _, managed_by: __, updated_at: ___, updated_by: ____, ...definition } = stored;
  return definition as Definition;
}
