import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { engineOf, startProxy, type ProxyProcess } from '../../test/proxy-process';

let dataDir: string;
let proxy: ProxyProcess;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'fawkes-engine-'));
  proxy = await startProxy(dataDir, { LOG_LEVEL: 'silent' });
  await proxy.ready();
});
afterAll(async () => {
  await proxy.end('SIGKILL');
  rmSync(dataDir, { recursive: true });
});

it('says in /health that the engine is gone, and goes on when it is back', async () => {
  await proxy.ask('/api/v1/sites', { body: { domain: 'docs.example' } });
  process.kill(engineOf(proxy), 'SIGKILL');
  const seen = new Set<string>();
  for (const deadline = Date.now() + 30_000; Date.now() < deadline && !(seen.size > 0 && seen.has('ready'));) {
    const { status, body } = await proxy.health();
    if (body.engine.status !== 'ready' || seen.size > 0) {
      expect(status).toBe(body.engine.status === 'ready' ? 200 : 503);
      seen.add(body.engine.status);
    }
    await sleep(10);
  }
  expect([...seen]).toContain('ready');
  const events = [{ name: 'pageview', site: 'docs.example' }];
  expect(await proxy.ask('/api/v1/events', { body: { events } })).toMatchObject({ status: 202, body: { accepted: 1 } });
});

it('keeps events that come while the engine is away until it is back', async () => {
  process.kill(engineOf(proxy), 'SIGKILL');
  const events = [{ id: 'meanwhile', name: 'pageview', site: 'docs.example' }];
  expect(await proxy.ask('/api/v1/events', { body: { events } })).toMatchObject({ status: 202, body: { accepted: 1 } });
});
