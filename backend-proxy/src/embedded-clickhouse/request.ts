import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ClickHouseException } from './errors';

/** What a request asks for beside its SQL. */
export interface QueryRequest {
  queryId: string;
  database: string | undefined;
  defaultFormat: string;
  /** Settings and, as `param_…`, the values of parameters: in the order given, names validated. */
  assignments: Array<readonly [string, string]>;
  /** Hold the whole result back until it is known to be good. */
  waitEndOfQuery: boolean;
  compressResponse: boolean;
}

// Parameters of the HTTP interface that are no settings of the engine.
const ownParameters = new Set([
  ...['query', 'query_id', 'database', 'default_format', 'user', 'password', 'quota_key', 'stacktrace'],
  ...['wait_end_of_query', 'buffer_size', 'enable_http_compression', 'http_zlib_compression_level'],
  ...['send_progress_in_http_headers', 'http_headers_progress_interval_ms', 'http_response_buffer_size'],
  // Replaced by this program's own, by which it finds the query again.
  ...['log_comment', 'implicit_select'],
]);
const unsupported = new Map([
  ['session_id', 'Sessions over HTTP are not supported by the embedded engine: every query has a session of its own.'],
  ['role', 'Roles are not supported by the embedded engine.'],
  ['compress', "ClickHouse's native compression is not supported: use gzip."],
  ['decompress', "ClickHouse's native compression of request bodies is not supported: use Content-Encoding."],
]);
const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;
const on = (value: string | null) => value !== null && !['', '0', 'false'].includes(value.toLowerCase());

/** Reads a request's URL and headers. */
export function readRequest({ method, headers }: IncomingMessage, url: URLSearchParams): QueryRequest {
  refuseUnsupported(url);
  const acceptsGzip = /\bgzip\b/.test(headers['accept-encoding']?.toString() ?? '');
  return {
    queryId: url.get('query_id') || randomUUID(),
    database: url.get('database') ?? headers['x-clickhouse-database']?.toString(),
    defaultFormat: formatName(url.get('default_format') ?? headers['x-clickhouse-format']?.toString()),
    // What GET asks must change nothing.
    assignments: [...assignmentsIn(url), ...(method === 'POST' ? [] : [['readonly', '2'] as const])],
    waitEndOfQuery: on(url.get('wait_end_of_query')),
    compressResponse: on(url.get('enable_http_compression')) && acceptsGzip,
  };
}

function refuseUnsupported(url: URLSearchParams): void {
  for (const [name, reason] of unsupported) {
    if (on(url.get(name))) {
      throw ClickHouseException.of('NOT_IMPLEMENTED', reason);
    }
  }
}

function assignmentsIn(url: URLSearchParams): QueryRequest['assignments'] {
  return [...url]
    .filter(([name]) => !ownParameters.has(name) && !unsupported.has(name))
    .map(([name, value]) => assignment(name, value));
}

/** A setting or parameter with a name that can stand in SQL. */
function assignment(name: string, value: string): readonly [string, string] {
  if (!identifier.test(name)) {
    throw ClickHouseException.of('BAD_ARGUMENTS', `${JSON.stringify(name)} is not the name of a setting or parameter.`);
  }
  return [name, value];
}

function formatName(name = 'TabSeparated'): string {
  if (!identifier.test(name)) {
    throw ClickHouseException.of('BAD_ARGUMENTS', `${JSON.stringify(name)} is not the name of a format.`);
  }
  return name;
}
