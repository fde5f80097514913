import type { Answer } from '@fawkes/contract';
import { type Exported, growingTable, tablesOf } from '../../export';
import { Problem } from '../../problem';
import type { AppDeps } from '../deps';

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

/** The answers to several questions together: an answer's first table is called by the question, further ones also by the frame. */
export async function gatherAll(
  subject: string,
  questions: Record<string, unknown>,
  { ask }: Doors,
  { workspace, signal }: Asker
): Promise<Exported> {
  const answered = await Promise.all(
    Object.entries(questions).map(async ([name, query]) => ({ name, query, ...(await ask(workspace, query, signal)) }))
  );
  const [first, ...more] = answered.map(({ query, meta }) => ({ query, meta }));
  if (!first) {
    throw new Error('nothing was asked');
  }
  return { subject, asked: [first, ...more], tables: answered.flatMap(tablesNamed) };
}

function tablesNamed({ name, frames, meta }: Answer & { name: string }): Exported['tables'] {
  return tablesOf(frames, meta.demo).map((table, i) => ({ ...table, name: i === 0 ? name : `${name}_${table.name}` }));
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
