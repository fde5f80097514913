import type { Socket } from 'node:net';
import type { ConnectionError } from 'fastify';
import { Problem } from '../problem';

/** Answers bytes that never became a request: they reach no route, and so none of the other error handling. */
export function refuseBrokenRequest(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = (PROBLEMS[error.code] ?? NO_HTTP).document();
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${problem.title}`,
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n')
  );
}

const NO_HTTP = new Problem(400, 'bad_request', 'This is no request of HTTP/1.1.');
const PROBLEMS: Record<string, Problem> = {
  ERR_HTTP_REQUEST_TIMEOUT: new Problem(408, 'request_timeout', 'The request took too long to arrive: send it again.'),
  HPE_HEADER_OVERFLOW: new Problem(431, 'headers_too_large', 'The headers of a request have at most 16 KB.'),
};
