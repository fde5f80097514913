import { once } from 'node:events';
import { connect } from 'node:net';
import { problemSchema } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, testApp, type TestApp } from '../test-app';

const CHUNK = Buffer.alloc(64 * 1024, 0x20);
const BIG = 11 * 1024 * 1024;

let proxy: TestApp;
let port: number;
beforeAll(async () => {
  proxy = await testApp();
  port = await proxy.listen();
});
afterAll(() => proxy.close());

async function* chunks(bytes: number) {
  for (let sent = 0; sent < bytes; sent += CHUNK.length) {
    yield CHUNK;
  }
}

const BODIES = {
  'with its length': () => Buffer.alloc(BIG, 0x20),
  'in chunks': () => chunks(BIG),
};

describe.each(Object.entries(BODIES))('an upload %s', (_, body) => {
  test.each([
    ['too large', ADMIN, 413, 'body_too_large'],
    ["a stranger's", 'fwk_unknown', 401, 'bad_token'],
  ])('that is %s is told so, each time', async (_reason, token, status, code) => {
    for (let i = 0; i < 5; i++) {
      const response = await fetch(`http://127.0.0.1:${port}/api/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: body(),
        duplex: 'half',
      } as unknown as RequestInit);
      expect(response.status).toBe(status);
      expect(problemSchema.parse(await response.json()).code).toBe(code);
    }
  });
});

/** Writes all it has before it reads, as many clients do; the result is the answer, or an error where it cannot write. */
async function writeAllThenRead(connection: string): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  const head = [
    'POST /api/v1/events HTTP/1.1',
    ...['Host: localhost', `Authorization: Bearer ${ADMIN}`, 'Content-Type: application/json'],
    ...[`Content-Length: ${BIG}`, `Connection: ${connection}`],
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  for await (const chunk of chunks(BIG)) {
    if (!socket.write(chunk)) {
      await once(socket, 'drain');
    }
  }
  let text = '';
  socket.on('data', (chunk: string) => (text += chunk));
  await once(socket, 'close');
  return text;
}

test.each(['close', 'keep-alive'])(
  'a client that writes all before it reads gets its answer (%s)',
  async (connection) => {
    for (let i = 0; i < 3; i++) {
      const text = await writeAllThenRead(connection);
      expect(text).toMatch(/^HTTP\/1\.1 413 /);
      expect(text).toContain('"code":"body_too_large"');
    }
  }
);

test('an upload without end is cut off', { timeout: 20_000 }, async () => {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.resume();
  socket.write(`POST /api/v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: ${1024 ** 4}\r\n\r\n`);
  const write = () => {
    while (socket.writable && socket.write(CHUNK)) {}
  };
  socket.on('drain', write);
  write();
  await closed;
  expect(socket.bytesWritten).toBeLessThan(100 * 1024 * 1024);
});

test('a body of the right size is taken as ever', async () => {
  await proxy.catalog.sites.add('default', 'docs.example');
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ events: [{ name: 'pageview', site: 'docs.example' }] }),
  });
  expect(response.status).toBe(202);
});
