import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { ClickHouseClient } from '@clickhouse/client';

/** Writes the events of a workspace as a file of Parquet, as they came in: what else we know of them stays here. */
export async function exportEvents(client: ClickHouseClient, workspace: string, file: string): Promise<void> {
  const { stream } = await client.exec({
    query: `SELECT time, toString(site) AS site, toString(name) AS name, user_id, visitor_id, path, toString(source) AS source,
        props['plan'] AS plan, props['button'] AS button, props['experiment'] AS experiment, props['variant'] AS variant,
        value, interactive, person AS place
      FROM events WHERE workspace = {workspace:String} FORMAT Parquet`,
    query_params: { workspace },
  });
  await pipeline(stream, createWriteStream(file));
}
