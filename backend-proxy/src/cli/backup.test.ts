import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest, QueryResponse } from '@fawkes/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startProxy, type ProxyProcess } from '../../test/proxy-process';

let directory: string;
let from: ProxyProcess;
let to: ProxyProcess;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fawkes-backup-'));
  const start = (name: string) => startProxy(join(directory, name));
  [from, to] = await Promise.all([start('from'), start('to')]);
  await Promise.all([from.ready(), to.ready()]);
});
afterAll(async () => {
  await Promise.all([from.end('SIGKILL'), to.end('SIGKILL')]);
  rmSync(directory, { recursive: true });
});

const ROWS = 3000;
const CSV = [
  'event,timestamp,user_id,device_id,traits.plan',
  ...Array.from({ length: ROWS }, (_, i) => `e${i % 7},${1_735_000_000 + i * 3000},u${i % 50},d${i % 60},p${i % 3}`),
].join('\n');

/** Questions whose answers rest on events, links, traits and who was seen first. */
async function answers(proxy: ProxyProcess): Promise<unknown> {
  const range = { from: '2024-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' };
  const common = { v: 1, range };
  const queries = [
    {
      ...common,
      kind: 'trends',
      refId: 'A',
      interval: 'month',
      measures: [{ measure: 'events' }, { measure: 'unique_visitors' }, { measure: 'total_users' }],
    },
    { ...common, kind: 'top', refId: 'B', breakdown: ['event'], measures: [{ measure: 'events' }] },
  ];
  const { body } = await proxy.ask<QueryResponse>('/api/v1/query', { body: { queries }, workspace: 'acme' });
  return Object.values(body.results).map((result) =>
    'error' in result ? result : result.frames.map(({ data }) => data)
  );
}

it('takes an installation to another, checked before and the same behind', async () => {
  await from.run('workspace', 'create', 'acme');
  await from.run('site', 'add', 'docs.example', '--workspace', 'acme');
  const token = (await from.run('token', 'create', '--workspace', 'acme', '--role', 'read')).stdout.trim();
  const csv = join(directory, 'e.csv');
  writeFileSync(csv, CSV);
  const imported = ['import', csv, '--site', 'docs.example', '--workspace', 'acme', '--map', 'traits.plan=traits.plan'];
  expect((await from.run(...imported)).code).toBe(0);

  const backup = join(directory, 'backup');
  expect(await from.run('backup', backup)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^3,000 events in \d+ files, as of /),
  });
  expect(await from.run('backup', backup)).toMatchObject({ code: 1, stderr: expect.stringMatching(/is not empty/) });
  const manifest = JSON.parse(readFileSync(join(backup, 'manifest.json'), 'utf8')) as Manifest;
  expect(readFileSync(join(backup, 'catalog.jsonl'), 'utf8')).not.toContain(token);
  expect(statSync(join(backup, 'catalog.jsonl')).mode & 0o777).toBe(0o600);

  // A byte too much, or a file too few, and nothing is written.
  const [damaged] = manifest.files.filter(({ name }) => name.startsWith('events-'));
  appendFileSync(join(backup, damaged!.name), 'x');
  expect(await to.run('restore', backup)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/is not as it was written\. Nothing was restored/),
  });
  expect((await to.run('workspace', 'list')).stdout).not.toContain('acme');
  truncateSync(join(backup, damaged!.name), damaged!.bytes);
  expect(await to.run('restore', join(directory, 'to'))).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/has no manifest\.json/),
  });

  const done = { code: 0, stdout: '3,000 events are there; the backup has 3,000.\n' };
  expect(await to.run('restore', backup)).toMatchObject(done);
  expect(await to.run('restore', backup)).toMatchObject(done);
  await to.end('SIGKILL');
  to = await startProxy(join(directory, 'to'));
  await to.ready();
  expect(await to.run('restore', backup)).toMatchObject(done);
  expect(await answers(to)).toEqual(await answers(from));
  expect(await to.run('site', 'list', '--workspace', 'acme', '--token', token)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('docs.example'),
  });

  // What was imported there is known here.
  expect(await to.run(...imported)).toMatchObject({
    code: 0,
    stdout: '0 rows imported, 3,000 were there already.\n',
  });
  expect(await from.run('restore', backup)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/has sites or events already/),
  });
  expect(existsSync(join(backup, 'manifest.json'))).toBe(true);
});
