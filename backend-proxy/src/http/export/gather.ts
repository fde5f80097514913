import type { Answer } from '@fawkes/contract';
import { type Exported, growingTable, type Table, tablesOf, together } from '../../export';
import { Problem } from '../../problem';
import type { AppDeps } from '../deps';
import type { AreaQuestion } from './area-questions';

export interface Asker {
  workspace: string;
  signal: AbortSignal;
}

type Doors = Pick<AppDeps, 'ask' | 'wholeLog'>;

/**
 * The answer to one question, for a file. Of the raw log that is every event of the range, unless the question has a `limit` or a
 * `cursor` and so asks for one page.
 * @throws Problem as `ask` does, before anything is sent.
 */
export async function gather(query: unknown, { ask, wholeLog }: Doors, asker: Asker): Promise<Exported> {
  const { kind, limit, cursor } = (query ?? {}) as Record<string, unknown>;
  if (kind === 'events' && limit === undefined && cursor === undefined) {
    const { meta, first, rest } = await wholeLog(asker.workspace, query, asker.signal);
    return { subject: kind, asked: [{ query, meta }], tables: [growingTable(first, rest, meta.demo)] };
  }
  const { frames, meta } = await ask(asker.workspace, query, asker.signal);
  return { subject: String(kind), asked: [{ query, meta }], tables: tablesOf(frames, meta.demo) };
}

/** The answers to several questions together. Those that share their tables are one after another in them. */
export async function gatherAll(
  subject: string,
  questions: readonly AreaQuestion[],
  { ask }: Pick<Doors, 'ask'>,
  { workspace, signal }: Asker
): Promise<Exported> {
  const answered = await Promise.all(
    questions.map(async (question) => ({ ...question, ...(await ask(workspace, question.query, signal)) }))
  );
  const [first, ...more] = answered.map(({ query, meta }) => ({ query, meta }));
  if (!first) {
    throw new Error('nothing was asked');
  }
  const shared = new Map<string, [Part, ...Part[]]>();
  for (const part of answered.flatMap(partsOf)) {
    const before = shared.get(part.table.name);
    shared.set(part.table.name, before ? [...before, part] : [part]);
  }
  return { subject, asked: [first, ...more], tables: [...shared.values()].map(oneOf) };
}

interface Part {
  table: Table;
  about: AreaQuestion['about'];
}

/** The tables of an answer, under the names that they have in the file. */
function partsOf({ table: own, about, frames, meta }: AreaQuestion & Answer): Part[] {
  return tablesOf(frames, meta.demo).map((table, i) => ({
    about,
    table: { ...table, name: i === 0 ? own : `${own}_${table.name}` },
  }));
}

function oneOf(parts: readonly [Part, ...Part[]]): Table {
  const [{ about, table }] = parts;
  const named = parts.map((part) => ({ ...part.table, name: part.about?.name ?? part.table.name }));
  return about === undefined ? table : together(table.name, about, named);
}

/** One of the tables alone, where a name is given. */
export function narrowed(exported: Exported, name: string | undefined): Exported {
  const found = exported.tables.filter((table) => name === undefined || table.name === name);
  if (found.length === 0) {
    throw new Problem(
      404,
      'unknown_table',
      `The answer has the tables ${exported.tables.map((table) => table.name).join(', ')}.`,
      [{ path: 'table', message: `there is no table ${JSON.stringify(name?.slice(0, 100))}` }]
    );
  }
  return { ...exported, tables: found };
}
