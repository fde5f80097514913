import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** A database that knows the events of generated files, and nothing of the product. */
export interface Reference {
  /** The rows of a statement, numbers as numbers. */
  rows<Row>(statement: string): Promise<Row[]>;
  close(): void;
}

const PREPARE = readFileSync(new URL('prepare.sql', import.meta.url), 'utf8');

/** Reads the files of generate.py into DuckDB. */
export async function openReference(directory: string): Promise<Reference> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`SET VARIABLE files = ${literal(join(directory, '*.csv'))}`);
  await connection.run(PREPARE);
  return {
    async rows<Row>(statement: string) {
      const reader = await connection.runAndReadAll(statement);
      return reader.getRowObjectsJS().map((row) => asNumbers(row) as Row);
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A text as SQL spells it. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function asNumbers(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value])
  );
}
