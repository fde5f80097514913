import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What a load came to. Times are milliseconds from the request's first byte to its answer's last. */
export interface Load {
  requests: number;
  seconds: number;
  times: number[];
  /** How many answers had which status. */
  statuses: Record<number, number>;
}

export interface Target {
  address: string;
  path: string;
  headers: Record<string, string>;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * Keeps `connections` busy for some seconds: each sends its next request when the last is answered. Sockets and no HTTP
 * client, since on a small machine the load comes out of the same two cores as what is measured.
 */
export async function load(target: Target, connections: number, seconds: number, body: () => string): Promise<Load> {
  const result: Load = { requests: 0, seconds: 0, times: [], statuses: {} };
  const { hostname, port } = new URL(target.address);
  const sockets = Array.from({ length: connections }, () => connect(Number(port), hostname).setNoDelay());
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  const begun = performance.now();
  const until = begun + seconds * 1000;
  await Promise.all(sockets.map((socket) => keepBusy(socket, () => requestOf(target, body()), until, result)));
  result.seconds = (performance.now() - begun) / 1000;
  return result;
}

function keepBusy(socket: Socket, next: () => string, until: number, result: Load): Promise<void> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let received: Buffer = Buffer.alloc(0);
    const send = () => {
      const request = next();
      sent = performance.now();
      socket.write(request);
    };
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the connection was closed')));
    socket.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const status = statusOfWhole(received);
      if (status === undefined) {
        return;
      }
      received = Buffer.alloc(0);
      const now = performance.now();
      result.requests += 1;
      result.times.push(now - sent);
      result.statuses[status] = (result.statuses[status] ?? 0) + 1;
      if (now < until) {
        send();
      } else {
        socket.removeAllListeners('close').end();
        resolve();
      }
    });
    send();
  });
}

/** The status of an answer that has come to its end. */
function statusOfWhole(answer: Buffer): number | undefined {
  const end = answer.indexOf(HEAD_END);
  if (end === -1) {
    return undefined;
  }
  const head = answer.toString('latin1', 0, end);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  return answer.length >= end + HEAD_END.length + length ? Number(head.slice(9, 12)) : undefined;
}

function requestOf({ path, headers }: Target, body: string): string {
  const lines = Object.entries({ host: 'proxy', 'content-length': String(Buffer.byteLength(body)), ...headers });
  return `POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN;
}
