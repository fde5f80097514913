import type { Sql } from './sql';

export interface QueryLimits {
  /** Ends the query in the engine when it fires. */
  signal?: AbortSignal;
  /** Seconds the engine may work (default 30). */
  maxSeconds?: number;
}

export interface Rows<Row> {
  rows: Row[];
  /** Milliseconds from asking to the last row. */
  ms: number;
}

/** The event store as questions see it: SQL in, rows out. Errors are Problems that show no SQL. */
export interface Store {
  query<Row>(statement: Sql, limits?: QueryLimits): Promise<Rows<Row>>;
}
