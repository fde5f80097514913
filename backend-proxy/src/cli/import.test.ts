import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import type { AuditEntry, QueryResponse } from '@fawkes/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineOf, startProxy, type Ended, type ProxyProcess } from '../../test/proxy-process';

const COMMAND = fileURLToPath(new URL('../../bin/fawkes-analytics.js', import.meta.url));

let directory: string;
let proxy: ProxyProcess;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fawkes-import-'));
  proxy = await start();
});
afterAll(async () => {
  await proxy.end('SIGKILL');
  rmSync(directory, { recursive: true });
});

async function start(): Promise<ProxyProcess> {
  const started = await startProxy(join(directory, 'data'));
  await started.ready();
  return started;
}

function file(name: string, content: string | Buffer): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

let sites = 0;

/** A site of a workspace of its own, so that each test counts its own events alone. */
async function newSite(): Promise<{ site: string; workspace: string; into: string[] }> {
  sites += 1;
  const [site, workspace] = [`s${sites}.example`, `w${sites}`];
  await proxy.run('workspace', 'create', workspace);
  await proxy.run('site', 'add', site, '--workspace', workspace);
  return { site, workspace, into: ['--site', site, '--workspace', workspace] };
}

const importing = (path: string, into: string[], ...more: string[]): Promise<Ended> =>
  proxy.run('import', path, ...into, ...more);

/** Events, page views and people of a workspace. */
async function numbersOf(workspace: string): Promise<number[]> {
  const measures = ['events', 'page_views', 'unique_visitors'].map((measure) => ({ measure }));
  const query = {
    v: 1,
    kind: 'trends',
    range: { from: '2020-01-01T00:00:00Z', to: '2030-01-01T00:00:00Z' },
    interval: 'range',
    measures,
  };
  const { body } = await proxy.ask<QueryResponse>('/api/v1/query', { body: { queries: [query] }, workspace });
  const result = body.results['A']!;
  if ('error' in result) {
    throw new Error(result.error.detail);
  }
  return result.frames[0]!.data.values.slice(1).map(([value]) => Number(value));
}

const LINES = [
  'event,time,distinct_id,$current_url,Plan',
  '$pageview,2025-01-31 23:30:00,ann,https://a.example/x,free',
  'Sign Up,2025-02-01 00:10:00,bob,,"pro, yearly"',
];
const CSV = `${LINES.join('\n')}\n`;

describe('a file', () => {
  it('is shown, imported, and known again, packed or not', async () => {
    const { site, workspace, into } = await newSite();
    const first = await importing(file('a.csv', CSV), into);
    expect(first).toMatchObject({ code: 0, stdout: '2 rows imported.\n' });
    expect(first.stderr).toMatch(
      / event +from event\n +timestamp +from time \(ISO 8601, in UTC\)\n +user_id +from distinct_id\n/
    );
    expect(first.stderr).toContain('props.Plan  from Plan');
    expect(first.stderr).toContain('Events called $pageview become pageview.');
    expect(await numbersOf(workspace)).toEqual([2, 1, 2]);
    expect(await importing(file('again.csv.gz', gzipSync(CSV)), into)).toMatchObject({
      code: 0,
      stdout: '0 rows imported, 2 were there already.\n',
    });
    expect(await numbersOf(workspace)).toEqual([2, 1, 2]);

    const { body } = await proxy.ask<{ entries: AuditEntry[] }>('/api/v1/audit', { workspace });
    const imports = body.entries.filter(({ action }) => action.startsWith('import.')).reverse();
    expect(
      imports.map(({ action, detail }) => [action, detail.replace(/^.*"([^"]*)" into/, (_, path) => basename(path))])
    ).toEqual([
      ['import.started', `a.csv ${site}, 0 rows of it stored`],
      ['import.ended', `a.csv ${site}, 2 rows of it stored, 0 rejected`],
      ['import.started', `again.csv.gz ${site}, 2 rows of it stored`],
      ['import.ended', `a.csv ${site}, 2 rows of it stored, 0 rejected`],
    ]);
  });

  it('is shown and left alone where that is asked for', async () => {
    const { workspace, into } = await newSite();
    const { code, stdout } = await importing(file('dry.csv', CSV), into, '--dry-run', '--timezone', 'Europe/Berlin');
    expect(code).toBe(0);
    expect(
      stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as unknown)
    ).toEqual([
      {
        event: 'pageview',
        timestamp: Date.UTC(2025, 0, 31, 22, 30),
        user_id: 'ann',
        url: 'https://a.example/x',
        'props.Plan': 'free',
      },
      {
        event: 'Sign Up',
        timestamp: Date.UTC(2025, 0, 31, 23, 10),
        user_id: 'bob',
        url: null,
        'props.Plan': 'pro, yearly',
      },
    ]);
    expect(await numbersOf(workspace)).toEqual([0, 0, 0]);
  });

  it('with bad rows gives the good ones, and the bad ones back; mended, they come in', async () => {
    const { workspace, into } = await newSite();
    const quoted = `"Quo"ted,2025-02-01,gus,,${'long '.repeat(100)}`;
    const bad = [
      'Broken,yesterday,cid,,x',
      'Short,2025-02-01',
      `,2025-02-01,dan,,`,
      `Long,2025-02-01,${'x'.repeat(301)},,`,
      'Old,1999-01-01,eve,,',
      'Ragged,2025-02-01,"fay, or so",,x,y',
      quoted,
    ];
    const path = file('bad.csv', [...LINES, ...bad].join('\n'));
    expect(await importing(path, into)).toMatchObject({
      code: 3,
      stdout: `2 rows imported, 7 rejected: ${path}.rejected.csv has them with the reasons.\n`,
    });
    const rejected = readFileSync(`${path}.rejected.csv`, 'utf8').split('\n');
    expect(rejected[0]).toBe('rejected_row,rejected_reason,event,time,distinct_id,$current_url,Plan');
    expect(rejected.slice(1, -1)).toEqual([
      expect.stringMatching(/^4,.*time: ""yesterday"" is no time.*,Broken,yesterday,cid,,x$/),
      '5,"2 fields, where the headings are 5",Short,2025-02-01',
      expect.stringMatching(/^6,event: must not be empty,,2025-02-01,dan,,$/),
      expect.stringMatching(/^7,user_id: at most 300 characters,Long,/),
      expect.stringMatching(/^8,.*before 2000.*,Old,1999-01-01,eve,,$/),
      '9,"6 fields, where the headings are 5",Ragged,2025-02-01,"fay, or so",,x,y',
      `10,"a quote ("") stands in the midst of a quoted text; it must be doubled",${JSON.stringify(quoted).replaceAll('\\"', '""')}`,
    ]);
    writeFileSync(
      `${path}.rejected.csv`,
      [rejected[0], rejected[1]!.replace(',yesterday,', ',2025-02-02,')].join('\n')
    );
    expect(await importing(`${path}.rejected.csv`, into)).toMatchObject({ code: 0, stdout: '1 row imported.\n' });
    expect(await numbersOf(workspace)).toEqual([3, 1, 3]);
  });

  it('whose times were misread is read again, its other rows once', async () => {
    const { workspace, into } = await newSite();
    const path = file('order.csv', 'event;when;user_id\na;01/02/2025;u1\nb;02/03/2025;u2\n');
    expect(await importing(path, into, '--map', 'timestamp=when')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/--time-format dmy .* or --time-format mdy/),
    });
    const read = (...more: string[]) => importing(path, into, '--map', 'timestamp=when', ...more);
    expect(await read('--time-format', 'iso')).toMatchObject({ code: 3 });
    expect(await read('--time-format', 'dmy')).toMatchObject({ code: 0, stdout: '2 rows imported.\n' });
    expect(await read('--time-format', 'mdy')).toMatchObject({
      code: 0,
      stdout: '0 rows imported, 2 were there already.\n',
    });
    expect(await numbersOf(workspace)).toEqual([2, 0, 2]);
  });

  it('in another encoding is read where that is said', async () => {
    const { into } = await newSite();
    const path = file('latin1.csv', Buffer.from('event,time,user_id\nGrüße,2025-01-01,u\n', 'latin1'));
    expect(await importing(path, into)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/is not all UTF-8 .*--encoding windows-1252/),
    });
    expect(await importing(path, into, '--encoding', 'utf-8')).toMatchObject({ code: 3 });
    expect(await importing(path, into, '--encoding', 'windows-1252', '--dry-run')).toMatchObject({
      stdout: expect.stringContaining('Grüße'),
    });
    expect(await importing(path, into, '--encoding', 'windows-1252')).toMatchObject({
      code: 0,
      stdout: '1 row imported.\n',
    });
  });
});

describe('what cannot be imported is said', () => {
  it.each([
    ['nothing.csv', '', /is empty/],
    ['bytes.csv', Buffer.from([0, 1, 2, 255, 0, 17]), /is no text: it has NUL bytes/],
    ['sheet.csv', Buffer.from('PK\u0003\u0004....'), /is a ZIP archive or a spreadsheet/],
    ['json.csv', '[{"event":"a"}]', /looks like JSON/],
    ['column.csv', 'event\na\nb\n', /seems to have one column only/],
    ['headings.csv', 'event,time\n', /has headings, but no rows/],
    ['data.csv', 'a,2025-01-01,u\nb,2025-01-02,u\n', /has no headings: .*--no-header/],
    ['totals.csv', 'date,visitors,pageviews\n2025-01-01,5,9\n', /has totals, not events/],
    ['other.csv', 'colour,size\nred,5\n', /--map event=COLUMN\. The file has "colour", "size"/],
    ['broken.csv.gz', gzipSync(CSV).subarray(0, 40), /no whole gzip file/],
  ])('%s', async (name, content, message) => {
    const { code, stdout, stderr } = await importing(file(name, content), ['--site', 'docs.example']);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(message);
    expect([code, stdout]).toEqual([1, '']);
  });

  it('a directory, a missing file, a site that is not known, wrong options', async () => {
    const site = ['--site', 'nowhere.example'];
    expect(await importing(directory, site)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/is a directory/),
    });
    expect(await importing(join(directory, 'none.csv'), site)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/There is no file/),
    });
    expect(await importing(file('a.csv', CSV), site)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/is no site of the workspace default: add it with/),
    });
    expect(await importing(file('a.csv', CSV), [])).toMatchObject({ code: 2 });
    expect(await importing(file('a.csv', CSV), site, '--timezone', 'Mars/Olympus')).toMatchObject({ code: 2 });
    expect(await importing(file('a.csv', CSV), site, '--map', 'event')).toMatchObject({ code: 2 });
  });
});

describe('an import that is killed', () => {
  const ROWS = 60_000;
  const big = () =>
    [
      'event,timestamp,user_id',
      ...Array.from({ length: ROWS }, (_, i) => `e${i % 7},${1_700_000_000 + i * 300},u${i % 1000}`),
    ].join('\n');

  /** Imports until something is stored, and then does harm. */
  async function interrupted(path: string, into: string[], workspace: string, harm: (cli: number) => Promise<unknown>) {
    const args = [COMMAND, 'import', path, ...into, '--url', proxy.address, '--data-dir', join(directory, 'data')];
    const cli = spawn(process.execPath, args, { stdio: 'ignore' });
    const ended = once(cli, 'exit').then(([code]) => code as number | null);
    await expect
      .poll(async () => (await numbersOf(workspace))[0], { timeout: 60_000, interval: 20 })
      .toBeGreaterThan(0);
    await harm(cli.pid!);
    return { ended, kill: () => cli.kill('SIGKILL') };
  }

  it('itself goes on when it runs again', async () => {
    const { workspace, into } = await newSite();
    const path = file('big1.csv', big());
    const { ended } = await interrupted(path, into, workspace, async (cli) => process.kill(cli, 'SIGKILL'));
    expect(await ended).toBeNull();
    expect((await importing(path, into)).code).toBe(0);
    expect(await numbersOf(workspace)).toEqual([ROWS, 0, 1000]);
  });

  it('with its engine goes on by itself', async () => {
    const { workspace, into } = await newSite();
    const path = file('big2.csv', big());
    const { ended } = await interrupted(path, into, workspace, async () => process.kill(engineOf(proxy), 'SIGKILL'));
    expect(await ended).toBe(0);
    expect(await numbersOf(workspace)).toEqual([ROWS, 0, 1000]);
  });

  it('with its proxy goes on when it runs again', async () => {
    const { workspace, into } = await newSite();
    const path = file('big3.csv', big());
    const { ended, kill } = await interrupted(path, into, workspace, () => proxy.end('SIGKILL'));
    kill();
    await ended;
    proxy = await start();
    const { code, stdout } = await importing(path, into);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/rows imported, .* were there already/)]);
    expect(await numbersOf(workspace)).toEqual([ROWS, 0, 1000]);
    expect(existsSync(`${path}.rejected.csv`)).toBe(false);
  });
});
