import { getEventListeners, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { expect, it, onTestFinished } from 'vitest';
import type { Engine } from './engine';
import { createEngineServer } from './server';
import { SessionPool } from './session-pool';

const CREDENTIALS = { username: 'default', password: 'secret' };

it('lets many queries wait for its end without a warning of a leak, and forgets those answered', async () => {
  const warnings: Error[] = [];
  const warned = (warning: Error) => warnings.push(warning);
  process.on('warning', warned);
  onTestFinished(() => void process.off('warning', warned));
  // A pool without places: every query waits until its client goes.
  const pool = await SessionPool.create(0, tmpdir());
  const shutdown = new AbortController();
  const parts = { engine: {} as Engine, pool, credentials: CREDENTIALS, spoolDirectory: tmpdir() };
  const server = createEngineServer(parts, shutdown.signal).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());

  const { port } = server.address() as AddressInfo;
  const headers = { 'x-clickhouse-user': 'default', 'x-clickhouse-key': 'secret' };
  const client = new AbortController();
  const asked = Array.from({ length: 50 }, () =>
    fetch(`http://127.0.0.1:${port}/?query=SELECT%201`, { headers, signal: client.signal }).catch(() => undefined)
  );
  await expect.poll(() => getEventListeners(shutdown.signal, 'abort').length).toBe(50);
  client.abort();
  await Promise.all(asked);
  await expect.poll(() => getEventListeners(shutdown.signal, 'abort').length).toBe(0);
  expect(warnings).toEqual([]);
});
