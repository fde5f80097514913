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
  ...['wait_end_of_query', 'buffer_size', 'enable_http_compression', 'http_zlib_compression_level', 'compress'],
  ...['send_progress_in_http_headers', 'http_headers_progress_interval_ms', 'http_response_buffer_size'],
  // Replaced by this program's own, by which it finds the query again.
  ...['log_comment', 'implicit_select'],
]);
const unsupported = new Map([
  ['session_id', 'Sessions over HTTP are not supported by the embedded engine: every query has a session of its own.'],
  ['role', 'Roles are not supported by the embedded engine.'],
  ['decompress', "ClickHouse's native compression of request bodies is not supported: use Content-Encoding."],
]);
const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;
const on = (value: string | null) => value !== null && !['', '0', 'false'].includes(value.toLowerCase());

/** Reads a request's URL and headers. */
export function readRequest(request: IncomingMessage, url: URLSearchParams): QueryRequest {
  const assignments: QueryRequest['assignments'] = [];
  for (const [name, value] of url) {
    const refusal = unsupported.get(name);
    if (refusal !== undefined && on(value)) {
      throw ClickHouseException.of('NOT_IMPLEMENTED', refusal);
    }
    if (refusal === undefined && !ownParameters.has(name)) {
      assignments.push(assignment(name, value));
    }
  }
  if (on(url.get('compress'))) {
    throw ClickHouseException.of('NOT_IMPLEMENTED', "ClickHouse's native compression is not supported: use gzip.");
  }
  if (request.method !== 'POST') {
    assignments.push(['readonly', '2']);
  }
  return {
    queryId: url.get('query_id') || randomUUID(),
    database: url.get('database') ?? request.headers['x-clickhouse-database']?.toString(),
    defaultFormat: formatName(
      url.get('default_format') ?? request.headers['x-clickhouse-format']?.toString() ?? 'TabSeparated'
    ),
    assignments,
    waitEndOfQuery: on(url.get('wait_end_of_query')),
    compressResponse:
      on(url.get('enable_http_compression')) && /\bgzip\b/.test(request.headers['accept-encoding']?.toString() ?? ''),
  };
}

/** A setting or parameter with a name that can stand in SQL. */
export function assignment(name: string, value: string): readonly [string, string] {
  if (!identifier.test(name)) {
    throw ClickHouseException.of('BAD_ARGUMENTS', `${JSON.stringify(name)} is not the name of a setting or parameter.`);
  }
  return [name, value];
}

function formatName(name: string): string {
  if (!identifier.test(name)) {
    throw ClickHouseException.of('BAD_ARGUMENTS', `${JSON.stringify(name)} is not the name of a format.`);
  }
  return name;
}
