import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startProxy, type ProxyProcess } from '../../test/proxy-process';

let dataDir: string;
let proxy: ProxyProcess;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'fawkes-erase-'));
  proxy = await startProxy(dataDir);
  await proxy.ready();
  await proxy.ask('/api/v1/sites', { body: { domain: 'docs.example' } });
});
afterAll(async () => {
  await proxy.end('SIGKILL');
  rmSync(dataDir, { recursive: true });
});

/** Texts that stand in no file but the erased person's: short parts are stored as they are. */
const USER = 'zq7-erase-me';
const VISITOR = 'zq8-erase-me';
const TRAIT = 'zq9-erase-me';

function filesWith(text: string): string[] {
  try {
    return execFileSync('grep', ['-rlaF', text, dataDir], { encoding: 'utf8' }).trim().split('\n');
  } catch {
    return [];
  }
}

it('leaves no trace in any file and any answer, and the audit says when and by whom', async () => {
  const events = [
    { id: 'e1', name: 'pageview', site: 'docs.example', anonymous_id: VISITOR, url: `/account/${TRAIT}` },
    { id: 'e2', name: 'identify', site: 'docs.example', anonymous_id: VISITOR, user_id: USER, traits: { team: TRAIT } },
    { id: 'e3', name: 'pageview', site: 'docs.example', user_id: 'bob', url: '/' },
  ];
  await proxy.ask('/api/v1/events', { body: { events } });
  expect([USER, VISITOR, TRAIT].map((text) => filesWith(text).length > 0)).toEqual([true, true, true]);
  await expect.poll(() => proxy.total('unique_visitors'), { timeout: 30_000 }).toBe(2);
  const exported = await proxy.run('person', 'export', USER);
  expect(exported.stdout.trim().split('\n')).toHaveLength(4);

  expect(await proxy.run('person', 'erase', USER)).toMatchObject({ code: 0, stdout: 'Erased, with 2 events.\n' });

  expect(await proxy.run('person', 'show', VISITOR)).toMatchObject({ code: 1, stdout: '' });
  expect(await proxy.total('unique_visitors')).toBe(1);
  expect(await proxy.total('total_users')).toBe(1);
  const { body } = await proxy.ask<{ entries: object[] }>('/api/v1/audit');
  expect(body.entries).toMatchObject([
    { action: 'person.erased', actor: 'installation', detail: '2 events' },
    { action: 'person.exported', actor: 'installation' },
    { action: 'definition.created', actor: 'installation' },
  ]);
  expect(JSON.stringify(body)).not.toContain('erase-me');
  expect([USER, VISITOR, TRAIT].flatMap(filesWith)).toEqual([]);

  // A sender's repeat does not bring the person back.
  const again = await proxy.ask('/api/v1/events', { body: { events } });
  expect(again.body).toMatchObject({ accepted: 0, duplicates: 3 });
}, 150_000);
