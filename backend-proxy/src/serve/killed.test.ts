import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { descendants, lives, startProxy, type ProxyProcess } from '../../test/proxy-process';

let dataDir: string;
let proxy: ProxyProcess | undefined;
beforeAll(() => void (dataDir = mkdtempSync(join(tmpdir(), 'fawkes-killed-'))));
afterAll(async () => {
  await proxy?.end('SIGKILL');
  rmSync(dataDir, { recursive: true });
});

const SENDERS = 8;
const PER_REQUEST = 5;

it('has every acknowledged event once after it was killed in the midst of taking events', async () => {
  const sent = new Set<string>();
  const acknowledged = new Set<string>();

  async function sendUntilKilled(running: ProxyProcess, sender: string): Promise<void> {
    for (let n = 0; ; n++) {
      const ids = Array.from({ length: PER_REQUEST }, (_, i) => `${sender} ${n} ${i}`);
      ids.forEach((id) => sent.add(id));
      const answer = await post(running, ids).catch(() => undefined);
      if (answer?.status !== 202) {
        return;
      }
      ids.forEach((id) => acknowledged.add(id));
    }
  }

  for (const round of [1, 2]) {
    const running = await startProxy(dataDir);
    proxy = running;
    await running.ready();
    await running.ask('/api/v1/sites', { body: { domain: 'docs.example' } });
    const before = acknowledged.size;
    const senders = Array.from({ length: SENDERS }, (_, i) => sendUntilKilled(running, `${round} ${i}`));
    await expect.poll(() => acknowledged.size - before, { timeout: 30_000, interval: 5 }).toBeGreaterThan(300);
    const below = descendants(running.pid);
    await running.end('SIGKILL');
    await Promise.all(senders);
    // What the killed process started ends by itself.
    await expect.poll(() => below.filter(lives), { timeout: 10_000 }).toEqual([]);
  }

  const running = await startProxy(dataDir);
  proxy = running;
  await running.ready();
  const again = await post(running, [...acknowledged]);
  expect(again.body).toEqual({ accepted: 0, duplicates: acknowledged.size, rejected: [] });
  await post(running, [...sent]);
  expect(await running.total('events')).toBe(sent.size);
});

function post(running: ProxyProcess, ids: string[]) {
  const events = ids.map((id) => ({ id, name: 'pageview', site: 'docs.example', user_id: id }));
  return running.ask('/api/v1/events', { body: { events } });
}
