import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { asNumbers, literal } from '../duckdb';
import type { Rival } from './rival';

const LOAD = readFileSync(new URL('load.duckdb.sql', import.meta.url), 'utf8');

export interface DuckDb extends Rival {
  /** Writes the rows of a statement into a file of CSV. */
  writeCsv(statement: string, file: string): Promise<void>;
}

/** DuckDB with two threads, over a file of its own or `:memory:`. With `parquet` the events of that file are loaded into it. */
export async function openDuckDb(file: string, parquet?: string): Promise<DuckDb> {
  const instance = await DuckDBInstance.create(file, { threads: '2' });
  const connection = await instance.connect();
  if (parquet !== undefined) {
    await connection.run(`SET VARIABLE parquet = ${literal(parquet)}`);
    await connection.run(LOAD);
  }
  return {
    name: 'duckdb',
    async rows(statement) {
      const reader = await connection.runAndReadAll(statement);
      return reader.getRowObjectsJS().map(asNumbers);
    },
    async writeCsv(statement, path) {
      await connection.run(`COPY (${statement}) TO ${literal(path)} (FORMAT csv, HEADER false)`);
    },
    async close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
