import type { Readable } from 'node:stream';
import type { LinesBlock } from './event-lines';
import type { Sql } from './sql';
import type { Store } from './store';
import type { StoredEvent } from './stored-event';

/** Events of one month (UTC) that are committed together, all or none. */
export interface Block {
  /** A block sent again under the same token is stored once. */
  token: string;
  /** When it was made, in milliseconds since 1970; no other block of this process has it. */
  received: number;
  /** What is known of each event. */
  events: ReadonlyArray<Pick<StoredEvent, 'workspace' | 'time'>>;
  /** Their lines, with all of `LINE_COLUMNS`. */
  lines: Buffer;
}

/** The event store with its write side. Errors are Problems that show no SQL. */
export interface EventStore extends Store {
  /** Resolves when the block would survive a loss of power. */
  insert(block: Block): Promise<void>;
  /** The same for many events of any months: all or none for each month. */
  insertLines(block: LinesBlock): Promise<void>;
  /** Rows of a SELECT as a Parquet file, as they come. */
  readParquet(statement: Sql): Promise<Readable>;
  /** Puts the rows of a Parquet file where `INSERT INTO … (…)` says. */
  writeParquet(insert: Sql, file: Readable): Promise<void>;
  /** Runs a statement that has no rows to give. `touched` says whose numbers alone it can change, where that is so. */
  command(statement: Sql, touched?: { workspace: string }): Promise<void>;
  /** Brings the schema up to date. */
  migrate(): Promise<void>;
  /** Rejects with a Problem where the engine does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
