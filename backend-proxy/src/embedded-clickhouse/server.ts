import { setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { credentialsOf, requireCredentials, type Credentials } from './credentials';
import type { Engine } from './engine';
import { ClickHouseException } from './errors';
import { execute } from './execute';
import { killQueries } from './kill-queries';
import { isMultipart, readForm } from './multipart';
import { receiveStatement } from './request-body';
import { readRequest } from './request';
import { ResponseWriter, sendException, type Summary } from './response';
import { RunningQueries } from './running-queries';
import type { SessionPool } from './session-pool';

/** What the HTTP server stands on. */
export interface ServerParts {
  engine: Engine;
  pool: SessionPool;
  credentials: Credentials;
  spoolDirectory: string;
}

/** Fires to end all queries that still run. */
export type Shutdown = AbortSignal;

type Answering = ServerParts & { running: RunningQueries };

const HOLD_BYTES = 256 * 1024;
const HOLD_BYTES_TO_THE_END = 32 * 1024 * 1024;

/** ClickHouse's HTTP interface over the embedded engine. */
export function createEngineServer(parts: ServerParts, shutdown: Shutdown): Server {
  // Each request listens while it is answered: many at once are no leak.
  setMaxListeners(0, shutdown);
  // A URL may be as long as ClickHouse takes it (http_max_uri_size), and an insert as slow as it likes.
  const server = createServer({ maxHeaderSize: 1024 * 1024, requestTimeout: 0, keepAliveTimeout: 30_000 });
  const answering = { ...parts, running: new RunningQueries() };
  server.on('request', (request, response) => void answer(answering, shutdown, request, response));
  return server;
}

async function answer(
  parts: Answering,
  shutdown: Shutdown,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/ping' || (url.pathname === '/' && request.method === 'GET' && !url.search)) {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=UTF-8' }).end('Ok.\n');
    return;
  }
  if (url.pathname !== '/') {
    response.writeHead(404).end(`There is no handle ${url.pathname}\n\nUse / or /ping for health checks.\n`);
    return;
  }
  const gone = new AbortController();
  response.on('close', () => response.writableFinished || gone.abort(new Error('The client went away.')));
  const stop = () => gone.abort(ClickHouseException.of('ABORTED', 'The engine is being stopped.'));
  shutdown.addEventListener('abort', stop);
  try {
    await answerQuery(parts, url.searchParams, request, response, gone);
  } catch (error) {
    const reason = gone.signal.aborted ? gone.signal.reason : error;
    // The rest of a body that was refused is not waited for.
    if (!request.complete) {
      response.setHeader('Connection', 'close');
    }
    sendException(response, ClickHouseException.from(reason), url.searchParams.get('query_id') ?? undefined);
  } finally {
    shutdown.removeEventListener('abort', stop);
  }
}

async function answerQuery(
  { engine, pool, running, credentials, spoolDirectory }: Answering,
  url: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
  gone: AbortController
): Promise<void> {
  const { signal } = gone;
  requireCredentials(credentialsOf(request.headers, url), credentials);
  if (isMultipart(request)) {
    await readForm(request, url);
  }
  const query = readRequest(request, url);
  const received = await receiveStatement(request, url.get('query') ?? '', spoolDirectory);
  const { statement, data } = received;
  const format = ('format' in statement ? statement.format : undefined) ?? query.defaultFormat;
  const holdBytes = query.waitEndOfQuery ? HOLD_BYTES_TO_THE_END : HOLD_BYTES;
  const writer = new ResponseWriter(
    response,
    { queryId: query.queryId, format, gzip: query.compressResponse, holdBytes },
    signal
  );
  const finish = async (answered: Promise<Summary>) => {
    try {
      writer.finish(await answered);
    } catch (error) {
      writer.fail(ClickHouseException.from(signal.aborted ? signal.reason : error));
    }
  };
  try {
    if (statement.kind === 'kill') {
      return await finish(killQueries({ engine, running, request: query, statement, writer }));
    }
    const slot = await pool.acquire(signal);
    const cancel = () => gone.abort(ClickHouseException.of('QUERY_WAS_CANCELLED', 'Query was cancelled.'));
    const sql = statement.kind === 'insert' ? statement.head : statement.sql;
    try {
      const job = { request: query, statement, data, slot, writer };
      await finish(
        running.during({ id: query.queryId, user: credentials.username, sql, cancel }, () =>
          execute(engine, job, signal)
        )
      );
    } finally {
      pool.release(slot);
    }
  } finally {
    await received.discard();
  }
}
