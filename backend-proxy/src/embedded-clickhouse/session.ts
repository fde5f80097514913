import { randomUUID } from 'node:crypto';
import type { ConnectionHandle, InsertOutcome, NativeEngine, QueryOutcome } from './native';

/** Where the engine's data are, and what it is started with. */
export interface EngineBinding {
  native: NativeEngine;
  directory: string;
  args: string[];
}

// What chDB sets differently from a server. A result must not depend on which of the two answers.
const serverDefaults: ReadonlyArray<readonly [string, string]> = [
  ['implicit_select', '0'],
  ['allow_introspection_functions', '0'],
];

/** Shorter statements are always taken; the engine's `max_query_size` is 256 KiB unless set. */
const SHORT = 100_000;

/** Text as a literal of SQL. */
export function quoteText(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '\\0');
  return `'${escaped}'`;
}

/**
 * One connection of the engine, for one query. It costs a fifth of a millisecond to open, so none is ever used twice:
 * rows of a failed query, settings and parameters would otherwise remain in it for whoever comes next.
 */
export class Session {
  /** Marks this session's query among all running ones: the engine has no other way to give a query an id. */
  readonly tag = randomUUID();
  private readonly native: NativeEngine;
  private readonly connection: ConnectionHandle;

  constructor(
    binding: EngineBinding,
    private readonly onClose?: () => void
  ) {
    this.native = binding.native;
    this.connection = binding.native.CreateConnection(binding.directory, binding.args);
  }

  /** Applies the database, settings and parameters of a request. */
  async prepare(database: string | undefined, assignments: ReadonlyArray<readonly [string, string]>): Promise<void> {
    if (database !== undefined) {
      await this.query(`USE \`${database.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``);
    }
    const all = [...serverDefaults, ...assignments, ['log_comment', this.tag] as const];
    const list = all.map(([name, value]) => `${name} = ${quoteText(value)}`).join(', ');
    if (list.length <= SHORT) {
      await this.query(`SET ${list}`);
      return;
    }
    // Parameters have no limit on a server, where they are no part of a statement; the query itself keeps its own.
    await this.query(`SET max_query_size = ${2 * Buffer.byteLength(list)}`);
    const own = all.some(([name]) => name === 'max_query_size') ? '' : 'max_query_size = DEFAULT, ';
    await this.query(`SET ${own}${list}`);
  }

  /** Runs a statement; its rows are in the outcome, unless the statement itself writes them elsewhere. */
  query(sql: string, format = 'TabSeparated'): Promise<QueryOutcome> {
    return this.native.QueryAsyncConnection(this.connection, sql, format);
  }

  /** Runs a statement that writes, with its data behind it. */
  insert(statement: string, data: Buffer): Promise<InsertOutcome> {
    return this.native.InsertRawAsyncConnection(this.connection, statement, data, false);
  }

  /** Only to be called when no query of this session runs: the engine would abort for the whole process. */
  close(): void {
    this.native.CloseConnection(this.connection);
    this.onClose?.();
  }
}
