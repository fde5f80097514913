import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND, runCommand, startProxy, type ProxyProcess } from '../../test/proxy-process';

let dataDir: string;
let proxy: ProxyProcess;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'fawkes-cli-'));
  proxy = await startProxy(dataDir);
  await proxy.ready();
});
afterAll(async () => {
  await proxy.end();
  rmSync(dataDir, { recursive: true });
});

describe('a command that the proxy does', () => {
  it('makes, lists and revokes tokens', async () => {
    const made = await proxy.run('token', 'create', '--workspace', 'w', '--role', 'edit', '--name', 'of a test');
    const token = made.stdout.trim();
    const listed = (await proxy.run('token', 'list', '--workspace', 'w')).stdout.split('\n');
    expect(listed[0]).toMatch(/^ID +ROLE +CREATED +NAME$/);
    expect(listed[1]).toMatch(/^\S{36} {2}edit {2}\S+ {2}of a test$/);
    expect(await proxy.run('site', 'list', '--workspace', 'w', '--token', token)).toMatchObject({ code: 0 });

    const id = listed[1]!.slice(0, 36);
    expect(await proxy.run('token', 'revoke', id, '--workspace', 'w')).toMatchObject({ code: 0, stdout: '' });
    expect(await proxy.run('site', 'list', '--workspace', 'w', '--token', token)).toEqual(
      expect.objectContaining({ code: 1, stderr: 'The token is not known here; it may have been revoked.\n' })
    );
  });

  it('creates workspaces, and adds sites to them', async () => {
    expect(await proxy.run('workspace', 'create', 'acme')).toMatchObject({ code: 0, stdout: 'acme\n' });
    expect((await proxy.run('workspace', 'list')).stdout.split('\n')).toContain('acme');
    expect(await proxy.run('site', 'add', 'Docs.Example', '--workspace', 'acme')).toMatchObject({
      code: 0,
      stdout: 'docs.example\n',
    });
    expect((await proxy.run('site', 'list', '--workspace', 'acme')).stdout).toContain('docs.example');
    expect(await proxy.run('site', 'add', 'docs.example')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The site docs\.example belongs to another workspace .*\n$/),
    });
  });

  it('removes a site, and by force one whose events are stored', async () => {
    const at = ['--workspace', 'default'];
    await proxy.run('site', 'add', 'empty.example', ...at);
    expect(await proxy.run('site', 'remove', 'Empty.Example', ...at)).toMatchObject({ code: 0, stdout: '' });
    expect((await proxy.run('site', 'list', ...at)).stdout).not.toContain('empty.example');
    expect(await proxy.run('site', 'remove', 'empty.example', ...at)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no site named "empty.example"'),
    });

    await proxy.run('site', 'add', 'full.example', ...at);
    const event = { site: 'full.example', name: 'pageview', url: 'https://full.example/', user_id: 'ana' };
    await proxy.ask('/api/v1/events', { body: { events: [event] } });
    expect(await proxy.run('site', 'remove', 'full.example', ...at)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^1 events of the site full\.example are stored\. With --force it is deleted/),
    });
    expect(await proxy.run('site', 'remove', 'full.example', '--force', ...at)).toMatchObject({ code: 0 });
    expect((await proxy.run('site', 'list', ...at)).stdout).not.toContain('full.example');
  });

  it('tells how the proxy is', async () => {
    expect(await proxy.run('health')).toMatchObject({
      code: 0,
      stdout: 'healthy\nengine: ready\ncatalog: ready\ningestion: ready\n',
    });
  });
});

it.each([
  [['definitions', 'export'], 0, ''],
  [['check', '--url', 'http://127.0.0.1:1'], 1, expect.stringMatching(/^\d+ of \d+ checks failed\.\n$/)],
])('%j ends as it would where its reader, such as head, has had enough', async (args, code, told) => {
  const connection = ['--data-dir', dataDir, ...(args.includes('--url') ? [] : ['--url', proxy.address])];
  const command = spawn(process.execPath, [COMMAND, ...args, ...connection]);
  command.stdout.destroy();
  const [said, [ended]] = await Promise.all([text(command.stderr), once(command, 'exit')]);
  expect([said, ended]).toEqual([told, code]);
});

describe('a command that cannot be done', () => {
  it('says how to start the proxy where none runs', async () => {
    expect(await runCommand(['health', '--url', 'http://127.0.0.1:1'])).toMatchObject({
      code: 1,
      stderr: 'No proxy answers at http://127.0.0.1:1. Start it with `npm run proxy`, or say where it is with --url.\n',
    });
  });

  it('says where it looked for the token', async () => {
    expect(await runCommand(['workspace', 'list', '--data-dir', join(dataDir, 'none')])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^There is no .*none\/admin-token; the first start of the proxy writes it\..*\n$/),
    });
  });

  it.each([
    [['token', 'create', '--workspace', 'w', '--role', 'king'], /Allowed choices are ingest, read, edit, admin/],
    [['token', 'create', '--role', 'read'], /required option '--workspace <workspace>'/],
    [['serve', '--colour', 'red'], /unknown option '--colour'/],
    [['health', '--url', 'localhost'], /--url localhost: expected an address/],
  ])('refuses %j with exit code 2', async (args, message) => {
    expect(await runCommand(args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  });
});
