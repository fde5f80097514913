import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand, startProxy, type ProxyProcess } from '../../test/proxy-process';
import { startEngine, type EmbeddedEngine } from '../embedded-clickhouse/index';

let directory: string;
let engine: EmbeddedEngine;
let gate: Server;
let gatePort: number;
let proxy: ProxyProcess | undefined;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fawkes-server-'));
  engine = await startEngine({ directory: join(directory, 'engine'), log: pino({ level: 'silent' }), port: 0 });
  // The server's address, which can be reached or not while the server itself runs on.
  gate = createServer((socket) => {
    const way = connect(Number(new URL(engine.connection.url).port), '127.0.0.1');
    socket.pipe(way).pipe(socket);
    socket.on('error', () => way.destroy());
    way.on('error', () => socket.destroy());
  });
  await open(0);
  gatePort = (gate.address() as AddressInfo).port;
  await new Promise((resolve) => gate.close(resolve));
});
afterAll(async () => {
  await proxy?.end('SIGKILL');
  gate.close();
  await engine.stop();
  rmSync(directory, { recursive: true });
});

const open = (port: number) => new Promise<void>((resolve) => gate.listen(port, '127.0.0.1', resolve));
const urlWith = (password: string) => `http://${engine.connection.username}:${password}@127.0.0.1:${gatePort}`;

it('waits for a server that cannot be reached yet, and says so', async () => {
  proxy = await startProxy(join(directory, 'proxy'), {
    CLICKHOUSE_URL: urlWith(engine.connection.password),
    LOG_LEVEL: 'silent',
  });
  const running = proxy;
  const reason = 'The server of CLICKHOUSE_URL does not answer; it is tried again until it does.';
  await expect.poll(async () => (await running.health()).body.engine).toEqual({ status: 'failing', reason });
  expect((await running.health()).status).toBe(503);

  await open(gatePort);
  await running.ready();
  await running.ask('/api/v1/sites', { body: { domain: 'docs.example' } });
  const events = [{ name: 'pageview', site: 'docs.example' }];
  expect(await running.ask('/api/v1/events', { body: { events } })).toMatchObject({ status: 202 });
  expect(await running.total('events')).toBe(1);
  expect(await running.end()).toBe(0);
  expect(engine.state().status).toBe('ready');
});

it('does not wait for a server that refuses the password, and does not repeat it', async () => {
  const { code, stderr } = await runCommand(['serve', '--port', '0', '--data-dir', join(directory, 'refused')], {
    CLICKHOUSE_URL: urlWith('wrong-secret'),
    LOG_LEVEL: 'silent',
  });
  expect(code).toBe(1);
  expect(stderr.trim().split('\n').at(-1)).toMatch(
    /^CLICKHOUSE_URL: the server at \S+ refuses the user default: .*\.$/
  );
  expect(stderr).not.toContain('wrong-secret');
});
