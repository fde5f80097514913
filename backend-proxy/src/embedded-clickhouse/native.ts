import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A connection inside the engine; opaque, and only valid until it is closed. */
export type ConnectionHandle = { readonly connection: unique symbol };

/** What the engine tells about a finished query. */
export interface QueryOutcome {
  bytes: Buffer;
  elapsed: number;
  /** Rows of the result, in spite of its name. */
  rowsRead: number;
  /** Bytes of the result in the engine's memory. */
  bytesRead: number;
}

/** What the engine tells about a finished write, materialized views counted in. */
export interface InsertOutcome {
  elapsed: number;
  rowsWritten: number;
  bytesWritten: number;
}

/** The part of chDB's native addon used here. */
export interface NativeEngine {
  CreateConnection(directory: string, args: string[]): ConnectionHandle;
  CloseConnection(connection: ConnectionHandle): void;
  QueryAsyncConnection(connection: ConnectionHandle, sql: string, format: string): Promise<QueryOutcome>;
  InsertRawAsyncConnection(
    connection: ConnectionHandle,
    statement: string,
    data: Buffer,
    countLines: boolean
  ): Promise<InsertOutcome>;
}

/**
 * Loads chDB's addon below its JavaScript wrapper. The wrapper delays the closing of every session until all
 * queries of the process have ended, so one long query would pile up thousands of dead sessions; and it hides how
 * many rows an insert wrote. The version of chdb is pinned exactly, and the tests cover each of the calls.
 */
export function loadNativeEngine(): NativeEngine {
  const require = createRequire(import.meta.url);
  const home = dirname(require.resolve('chdb/package.json'));
  const loader = require(join(home, 'dist', 'loader.js')) as { loadNative(): NativeEngine };
  return loader.loadNative();
}
