import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';
import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import { startEngine, type EmbeddedEngine, type EngineOptions } from './index';

type ClientOptions = Parameters<typeof createClient>[0];

export interface TestEngine {
  engine: EmbeddedEngine;
  client: ClickHouseClient;
  directory: string;
  /** Another client of the same engine. */
  connect(options?: ClientOptions): ClickHouseClient;
}

/** Starts one engine for the tests of a file, in a directory of its own; its fields are there once a test runs. */
export function engineForTests(options: Partial<EngineOptions> = {}): TestEngine {
  const clients: ClickHouseClient[] = [];
  const used = {
    connect(clientOptions?: ClientOptions) {
      const client = connectTo(used.engine, clientOptions);
      clients.push(client);
      return client;
    },
  } as TestEngine;
  beforeAll(async () => {
    used.directory = await mkdtemp(join(tmpdir(), 'test-engine-'));
    used.engine = await startEngine({
      directory: used.directory,
      log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
      ...options,
    });
    used.client = used.connect();
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await used.engine.stop();
    await rm(used.directory, { recursive: true, force: true });
  });
  return used;
}

/** A client of an engine, as users of a ClickHouse server make it. */
export function connectTo({ connection: { agent, ...access } }: EmbeddedEngine, options?: ClientOptions) {
  return createClient({ ...access, http_agent: agent, log: { level: ClickHouseLogLevel.OFF }, ...options });
}

/** The rows of a query. */
export async function rowsOf<Row>(
  client: ClickHouseClient,
  query: string,
  options: Omit<Parameters<ClickHouseClient['query']>[0], 'query' | 'format'> = {}
): Promise<Row[]> {
  const result = await client.query({ query, format: 'JSONEachRow', ...options });
  return result.json<Row>();
}

/** How many queries with this text run in the engine. */
export async function running(client: ClickHouseClient, text: string): Promise<number> {
  const rows = await rowsOf<{ query: string }>(client, 'SELECT query FROM system.processes');
  return rows.filter(({ query }) => query.includes(text)).length;
}

export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Asks over plain HTTP, for what a client does not show. */
export async function askHttp(
  { connection: { url, username, password, agent } }: EmbeddedEngine,
  search: Record<string, string>,
  { method = 'POST', body = '', headers = {} }: { method?: string; body?: string; headers?: IncomingHttpHeaders } = {}
): Promise<HttpAnswer> {
  const target = new URL(`/?${new URLSearchParams(search)}`, url);
  const request = httpRequest(target, { method, agent, auth: `${username}:${password}`, headers });
  return new Promise((resolve, reject) => {
    request.on('error', reject).on('response', (response) => {
      const { statusCode: status = 0, headers } = response;
      buffer(response).then((body) => resolve({ status, headers, body }), reject);
    });
    request.end(body);
  });
}
