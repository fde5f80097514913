import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import { render, type Sql } from './sql';

/** Events that came late have many weeks of arrival, each with a part of its own. */
const WRITING: ClickHouseSettings = {
  max_partitions_per_insert_block: '0',
  max_insert_threads: '1',
  async_insert: 0,
};

/** Rows of a SELECT as a Parquet file, as they come. */
export async function readParquet(client: ClickHouseClient, statement: Sql): Promise<Readable> {
  const { text, params } = render(statement);
  const { stream } = await client.exec({
    query: `${text} FORMAT Parquet`,
    query_params: params,
    query_id: randomUUID(),
    clickhouse_settings: { output_format_parquet_string_as_string: 1 },
  });
  return stream;
}

/** Puts the rows of a Parquet file into the table and the columns that `INSERT INTO … (…)` names. */
export async function writeParquet(client: ClickHouseClient, insert: Sql, file: Readable): Promise<void> {
  const { text, params } = render(insert);
  const { stream } = await client.exec({
    query: `${text} FORMAT Parquet`,
    query_params: params,
    values: file,
    query_id: randomUUID(),
    // Its own, so that rows which are put in again after they were deleted are not taken for a repetition.
    clickhouse_settings: { ...WRITING, insert_deduplication_token: randomUUID() },
  });
  await finished(stream.resume());
}
