import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand, startProxy, type ProxyProcess } from '../../../test/proxy-process';
import type { Result } from './check';

let directory: string;
let proxy: ProxyProcess;
/** Says yes to everything, and does nothing. */
let impostor: Server;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fawkes-check-'));
  proxy = await startProxy(directory);
  await proxy.ready();
  impostor = createServer((_, response) => response.setHeader('access-control-allow-origin', '*').end('{}'));
  await new Promise<void>((resolve) => impostor.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  impostor.close();
  await proxy.end();
  rmSync(directory, { recursive: true });
});

interface Report {
  ok: number;
  failed: number;
  skipped: number;
  checks: Result[];
}

it('finds nothing wrong with a proxy that works, and says what it did not look at', async () => {
  const { code, stdout, stderr } = await proxy.run('check', '--json');
  const { ok, failed, checks } = JSON.parse(stdout) as Report;
  expect([code, stderr, checks.filter(({ status }) => status === 'failed')]).toEqual([0, '', []]);
  expect(ok).toBeGreaterThanOrEqual(50);
  expect(failed).toBe(0);
  const skipped = checks.filter(({ status }) => status === 'skipped');
  expect(new Set(skipped.map(({ group, name }) => (group === 'Grafana' ? group : name)))).toEqual(
    new Set(['newest event', 'Grafana'])
  );
});

it('finds much wrong with another program', async () => {
  const { port } = impostor.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const { code, stdout, stderr } = await runCommand(['check', '--url', url, '--token', 'x', '--grafana', url]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^\d+ of \d+ checks failed\.\n$/);
  expect(stdout).toMatch(/failed +CORS +a stranger’s page +any page may read/);
  expect(stdout).toMatch(/failed +Grafana +app +is not enabled/);
  expect(stdout).toMatch(/failed +metrics +analytics_total_users +the family is missing/);
  expect(stdout).not.toMatch(/^ok +(fields|questions|errors|headers|permissions)/m);
});

it('says of a deployment that does not answer that it does not', async () => {
  const { code, stdout } = await runCommand(['check', '--url', 'http://127.0.0.1:1', '--token', 'x', '--json']);
  const { ok, checks } = JSON.parse(stdout) as Report;
  expect([code, ok]).toEqual([1, 0]);
  expect(checks[0]).toMatchObject({ name: 'GET /health', found: 'no answer from http://127.0.0.1:1' });
});
