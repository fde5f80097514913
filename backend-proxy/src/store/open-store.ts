import { randomUUID } from 'node:crypto';
import type { Agent } from 'node:http';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ClickHouseLogLevel, createClient, type ClickHouseClient, type ClickHouseSettings } from '@clickhouse/client';
import { pino, type Logger } from 'pino';
import { engineProblem, tookTooLong } from './engine-problem';
import { LINE_COLUMNS, type LinesBlock } from './event-lines';
import type { EventStore } from './event-store';
import { migrate } from './migrate';
import { readParquet, writeParquet } from './parquet';
import { bind, render, sql, type Sql } from './sql';
import type { QueryLimits, Rows } from './store';

export type { EventStore } from './event-store';

export interface StoreConnection {
  /** `http://host:8123`, for a server also with a path that names the database: `https://host:8443/analytics`. */
  url: string;
  username: string;
  password: string;
  /** The way to the embedded engine's socket. */
  agent?: Agent;
}

const DEFAULT_DATABASE = 'fawkes';
const DEFAULT_SECONDS = 30;
/** An engine that does not keep its own limit is given up this much later. */
const GRACE_SECONDS = 5;

const READING: ClickHouseSettings = {
  output_format_json_quote_64bit_integers: 0,
  // A server goes on with a question whose asker is gone unless told so; the embedded engine always ends it.
  cancel_http_readonly_queries_on_client_close: 1,
};

/** Opens the event store and its database, which is created where missing; `migrate()` must follow before anything else. */
export async function openStore(
  connection: StoreConnection,
  log: Logger = pino({ level: 'silent' })
): Promise<EventStore> {
  const { origin, pathname } = new URL(connection.url);
  const database = decodeURIComponent(pathname.slice(1)) || DEFAULT_DATABASE;
  const bootstrap = connect(connection, origin, 'default');
  try {
    await attempt(log, async () => {
      await bootstrap.command({
        query: 'CREATE DATABASE IF NOT EXISTS {database:Identifier}',
        query_params: { database },
      });
    });
  } finally {
    await bootstrap.close();
  }
  return storeOf(connect(connection, origin, database), log);
}

function connect({ username, password, agent }: StoreConnection, url: string, database: string): ClickHouseClient {
  return createClient({
    url,
    username,
    password,
    database,
    http_agent: agent,
    application: 'fawkes-analytics',
    request_timeout: 600_000,
    use_multipart_params_auto: true,
    log: { level: ClickHouseLogLevel.OFF },
  });
}

function storeOf(client: ClickHouseClient, log: Logger): EventStore {
  const store: EventStore = {
    query: <Row>(statement: Sql, limits?: QueryLimits) =>
      attempt(log, () => read<Row>(client, statement, limits), limits),
    insert: ({ token, lines }) => attempt(log, () => writeLines(client, { token, columns: LINE_COLUMNS, lines })),
    insertLines: (block) => attempt(log, () => writeLines(client, block)),
    readParquet: (statement) => attempt(log, () => readParquet(client, statement)),
    writeParquet: (insert, file) => attempt(log, () => writeParquet(client, insert, file)),
    command: (statement) =>
      attempt(log, async () => {
        const { text, params } = render(statement);
        await client.command({ query: text, query_params: params, query_id: randomUUID() });
      }),
    migrate: () => migrate(store),
    ping: async () => {
      await store.query(sql`SELECT ${bind('UInt8', 1)}`, { maxSeconds: 5 });
    },
    close: () => client.close(),
  };
  return store;
}

async function read<Row>(client: ClickHouseClient, statement: Sql, limits: QueryLimits = {}): Promise<Rows<Row>> {
  const seconds = limits.maxSeconds ?? DEFAULT_SECONDS;
  const deadline = AbortSignal.timeout((seconds + GRACE_SECONDS) * 1000);
  const { text, params } = render(statement);
  const start = performance.now();
  const asked = client.query({
    query: text,
    query_params: params,
    query_id: randomUUID(),
    format: 'JSONEachRow',
    clickhouse_settings: { ...READING, max_execution_time: seconds },
    abort_signal: limits.signal ? AbortSignal.any([limits.signal, deadline]) : deadline,
  });
  try {
    const rows = await (await asked).json<Row>();
    return { rows, ms: performance.now() - start };
  } catch (error) {
    // The engine is there, only slow: what the client says of a request that was given up sounds as if it were not.
    throw deadline.aborted && !limits.signal?.aborted ? tookTooLong() : error;
  }
}

async function writeLines(client: ClickHouseClient, { token, columns, lines }: LinesBlock): Promise<void> {
  const { stream } = await client.exec({
    query: `INSERT INTO events (${['received', ...columns].join(', ')}) FORMAT JSONCompactEachRow`,
    values: Readable.from([lines], { objectMode: false }),
    query_id: randomUUID(),
    clickhouse_settings: { insert_deduplication_token: token, async_insert: 0 },
  });
  await finished(stream.resume());
}

/** What the engine says goes to the log; the caller gets a Problem. */
async function attempt<T>(log: Logger, action: () => Promise<T>, limits?: QueryLimits): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const problem = engineProblem(error, limits?.signal);
    log[problem.status === 500 ? 'error' : 'debug']({ err: error }, 'the engine refused');
    throw problem;
  }
}
