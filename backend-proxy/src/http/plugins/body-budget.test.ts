import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { ADMIN, testApp, type TestApp } from '../test-app';

const MIB = 1024 * 1024;

let proxy: TestApp;
const open: Socket[] = [];
afterEach(async () => {
  open.splice(0).forEach((socket) => socket.destroy());
  await proxy.close();
});

/** Begins an upload that goes no further, and gives the first line of an answer as soon as there is one. */
async function begin(port: number, path: string, bytes: number | 'chunked'): Promise<() => string> {
  const socket = connect(port, '127.0.0.1');
  open.push(socket);
  let answer = '';
  socket.on('data', (data) => (answer += data.toString()));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const size = bytes === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${bytes}`;
  const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ADMIN}\r\nContent-Type: application/json\r\n${size}\r\n\r\n`;
  socket.write(head);
  return () => answer;
}

/** So many as were turned away. */
const refusals = (all: Array<() => string>) => all.filter((answer) => answer().startsWith('HTTP/1.1 503'));
const settle = () => new Promise((resolve) => setTimeout(resolve, 300));

test('bodies beyond what memory there is for them are turned away before they are read, and those under way go on', async () => {
  proxy = await testApp();
  await proxy.catalog.sites.add('default', 'docs.example');
  const port = await proxy.listen();
  const large = await Promise.all(Array.from({ length: 14 }, () => begin(port, '/api/v1/events', 10 * MIB - 1)));
  // 12 of 10 MiB fit into 128 MiB.
  await expect.poll(() => refusals(large).length, { timeout: 20_000 }).toBe(2);
  const refused = refusals(large);
  expect(refused[0]!()).toContain('"code":"too_much_at_once"');
  expect(refused[0]!().toLowerCase()).toContain('retry-after: ');

  const send = (path: string, payload: object) => proxy.inject({ method: 'POST', url: path, token: ADMIN, payload });
  // Trackers have no token and a budget of their own.
  expect((await send('/api/event', { n: 'a', u: 'https://docs.example/', d: 'docs.example' })).statusCode).toBe(202);
  const small = () => send('/api/v1/events', { events: [{ name: 'a', site: 'docs.example' }] });
  expect((await small()).statusCode).toBe(202);

  // Who goes away leaves room.
  open.splice(0).forEach((socket) => socket.destroy());
  await settle();
  const again = await Promise.all(Array.from({ length: 12 }, () => begin(port, '/api/v1/events', 'chunked')));
  await settle();
  expect(again.map((answer) => answer())).toEqual(again.map(() => ''));
});

test('a tracker’s body is as large as one event may be', async () => {
  proxy = await testApp();
  const response = await proxy.inject({ method: 'POST', url: '/api/event', payload: { n: 'x'.repeat(2 * MIB) } });
  expect(response.statusCode).toBe(413);
});
