import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base } from '@playwright/test';
import { freePort } from '../../tooling/lib/ports.mjs';
import { ROOT } from '../../tooling/lib/root.mjs';
import { whyNoGrafana } from './fixtures/grafana';
import { expect } from './fixtures/test';

interface Started {
  /** All that was printed so far. */
  printed(): string;
  proxy: string;
  /** As Ctrl-C in a terminal: to every process of the group. Resolves to the exit code. */
  interrupt(): Promise<number | null>;
  /** The processes that run now, all generations. */
  family(): number[];
}

/** `npm start` in a data directory of its own. */
const test = base.extend<{ start: (env?: Record<string, string>) => Promise<Started> }>({
  start: async ({}, use) => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'fawkes-start-'));
    const running: ChildProcess[] = [];
    await use(async (env = {}) => {
      const port = await freePort(38_787);
      const child = spawn('npm', ['start', '--silent'], {
        cwd: ROOT,
        detached: true,
        env: {
          ...process.env,
          FAWKES_DATA_DIR: dataDir,
          FAWKES_PORT: String(port),
          GF_SERVER_HTTP_PORT: '33000',
          ...env,
        },
      });
      running.push(child);
      let printed = '';
      child.stdout.on('data', (chunk) => (printed += chunk));
      child.stderr.on('data', (chunk) => (printed += chunk));
      return {
        printed: () => printed,
        proxy: `http://127.0.0.1:${port}`,
        async interrupt() {
          process.kill(-child.pid!, 'SIGINT');
          const [code] = await once(child, 'exit');
          return code;
        },
        family: () => descendants(child.pid!),
      };
    });
    for (const child of running.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
      process.kill(-child.pid!, 'SIGKILL');
    }
    rmSync(dataDir, { recursive: true, force: true });
  },
});

test('npm start shows demo numbers on its own page, and Ctrl-C leaves no process behind', async ({ page, start }) => {
  const started = await start({ GRAFANA_HOME: '', PATH: pathWithoutGrafana() });
  await expect.poll(started.printed, { timeout: 60_000 }).toContain('To see them in Grafana');
  await expect(async () => {
    await page.goto(started.proxy);
    await expect(page.getByText('Demo data').first()).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Top pages' })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });

  const family = started.family();
  expect(family.length).toBeGreaterThan(2);
  expect(await started.interrupt()).toBe(0);
  expect(family.filter(isRunning)).toEqual([]);
});

test('npm start opens the app in Grafana without signing in', async ({ page, start }) => {
  test.skip(whyNoGrafana() !== undefined, whyNoGrafana());
  const started = await start();
  await expect.poll(started.printed, { timeout: 90_000 }).toContain('Grafana: http');
  const grafana = /Grafana: (http\S+)/.exec(started.printed())![1]!;
  await page.goto(grafana);
  await expect(page.getByText('Send your first event')).toBeVisible();

  const family = started.family();
  expect(family.length).toBeGreaterThan(2);
  expect(await started.interrupt()).toBe(0);
  expect(family.filter(isRunning)).toEqual([]);
});

function descendants(pid: number): number[] {
  const children = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter(Boolean);
  return children.flatMap((child) => [Number(child), ...descendants(Number(child))]);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The PATH less what holds a Grafana or a Docker client. */
function pathWithoutGrafana(): string {
  const has = (folder: string, name: string) => spawnSync('test', ['-x', path.join(folder, name)]).status === 0;
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => !has(folder, 'grafana'))
    .join(path.delimiter);
}
