import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { problemSchema } from '@fawkes/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from './test-app';

let proxy: TestApp;
let port: number;
beforeAll(async () => {
  proxy = await testApp();
  port = await proxy.listen();
});
afterAll(() => proxy.close());

/** Sends bytes over a connection of their own; gives all that comes back. */
async function send(bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  let text = '';
  socket.on('data', (chunk: string) => (text += chunk));
  socket.end(bytes);
  await once(socket, 'close');
  return text;
}

const HOST = 'Host: localhost\r\n';

test.each([
  ['no HTTP', 'hello\r\n\r\n', 400],
  ['a header that is none', `GET /health HTTP/1.1\r\n${HOST}bad header\r\n\r\n`, 400],
  ['two lengths', `POST /api/event HTTP/1.1\r\n${HOST}Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx`, 400],
  [
    'a length beside chunks',
    `POST /api/event HTTP/1.1\r\n${HOST}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
  ],
  ['headers of 20 KB', `GET /health HTTP/1.1\r\n${HOST}X: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
])('%s is a problem as well', async (_, bytes, status) => {
  const [head = '', body = ''] = (await send(bytes)).split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toContain('content-type: application/problem+json');
  expect(problemSchema.parse(JSON.parse(body)).status).toBe(status);
});

test('a request that is whole is answered after all of them', async () => {
  expect(await send(`GET /health HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 200 OK/);
});

test('a request that arrives while the proxy stops is told to come again', async () => {
  const stopping = await testApp();
  const { app } = stopping;
  await app.listen({ host: '127.0.0.1', port: 0 });
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8');
  let text = '';
  socket.on('data', (chunk: string) => (text += chunk));
  socket.write('GET /health HTTP/1.1\r\n');
  await once(app.server, 'connection');
  const closed = stopping.close();
  socket.write(`${HOST}\r\n`);
  await Promise.all([closed, once(socket, 'close')]);
  expect(text).toMatch(/^HTTP\/1\.1 503 /);
  expect(text).toContain('"code":"stopping"');
});
