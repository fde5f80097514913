import type { Sql } from '../sql';

/** One step of the schema. Its statements can be run again after a crash between them. */
export interface Migration {
  /** From 1, without gaps. */
  version: number;
  name: string;
  statements: readonly Sql[];
}
