import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { descendants, lives, startProxy, type ProxyProcess } from '../../test/proxy-process';

let directory: string;
let dataDir: string;
let proxy: ProxyProcess | undefined;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fawkes-lifetime-'));
  dataDir = join(directory, 'data');
});
afterEach(async () => {
  await proxy?.end('SIGKILL');
  rmSync(directory, { recursive: true });
});

const EVENTS = [
  { id: 'a', name: 'pageview', site: 'docs.example', user_id: 'u1', url: 'https://docs.example/' },
  { id: 'b', name: 'pageview', site: 'docs.example', user_id: 'u2', url: 'https://docs.example/b' },
];
it('takes events from its start to a signal, and has them after the next start', async () => {
  proxy = await startProxy(dataDir);
  const early = await proxy.health();
  expect(early).toMatchObject({ status: 503, body: { status: 'starting', catalog: { status: 'ready' } } });
  expect(await proxy.ask('/api/v1/usage-trends')).toMatchObject({ status: 503, body: { code: 'starting' } });
  await proxy.ready();
  // The demo's workspace is there only where the demo is.
  expect((await proxy.ask('/api/v1/workspaces')).body).toEqual({ workspaces: ['default'] });
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  expect(statSync(join(dataDir, 'catalog.sqlite')).mode & 0o777).toBe(0o600);

  const made = await proxy.run('token', 'create', '--workspace', 'acme', '--role', 'read');
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^fwk_\S+\n$/) });
  expect(await proxy.run('site', 'add', 'docs.example')).toMatchObject({ code: 0, stdout: 'docs.example\n' });
  const sent = await proxy.ask('/api/v1/events', { body: { events: EVENTS } });
  expect(sent).toEqual({ status: 202, body: { accepted: 2, duplicates: 0, rejected: [] } });
  expect(await proxy.total('page_views')).toBe(2);

  const below = descendants(proxy.pid);
  expect(below.length).toBeGreaterThan(0);
  expect(await proxy.end('SIGTERM')).toBe(0);
  expect(below.filter(lives)).toEqual([]);

  proxy = await startProxy(dataDir);
  await proxy.ready();
  expect(await proxy.total('page_views')).toBe(2);
  const again = await proxy.ask('/api/v1/events', { body: { events: [EVENTS[0], { ...EVENTS[1], id: 'c' }] } });
  expect(again.body).toEqual({ accepted: 1, duplicates: 1, rejected: [] });
  expect(await proxy.total('page_views')).toBe(3);
  // The token is a reader's of one workspace, and stays one.
  const headers = { authorization: `Bearer ${made.stdout.trim()}` };
  expect((await fetch(`${proxy.address}/api/v1/sites`, { headers })).status).toBe(200);
  expect(await proxy.end('SIGINT')).toBe(0);
});

it('answers what was asked before the signal', async () => {
  proxy = await startProxy(dataDir);
  await proxy.ready();
  await proxy.run('site', 'add', 'docs.example');
  const running = proxy;
  const sent = Array.from({ length: 20 }, (_, i) =>
    running.ask('/api/v1/events', { body: { events: [{ ...EVENTS[0], id: `e${i}` }] } })
  );
  await sent[0];
  expect(await proxy.end('SIGTERM')).toBe(0);
  const answered = (await Promise.allSettled(sent)).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const accepted = answered.filter(({ status }) => status === 202).length;
  expect(answered.filter(({ status }) => status !== 202 && status !== 503)).toEqual([]);

  proxy = await startProxy(dataDir);
  await proxy.ready();
  expect(await proxy.total('page_views')).toBe(accepted);
});

it('prints a link that opens the proxy, with a token that may only read', async () => {
  proxy = await startProxy(dataDir, { FAWKES_ANONYMOUS_READ: 'default' });
  const running = proxy;
  await expect.poll(() => running.told(), { timeout: 30_000 }).toContain('Stop with');
  expect(proxy.told()).toContain(`  ${proxy.address}/  (workspace default, without a token)`);
  const token = /\?token=(\S+)/.exec(proxy.told())?.[1];
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(`${proxy.address}/api/v1/funnels`, { headers })).status).toBe(200);
  expect((await fetch(`${proxy.address}/api/v1/tokens`, { headers })).status).toBe(403);
});
