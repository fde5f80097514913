import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DirectoryInUse, startEngine } from './index';
import { processIdentity } from './process-identity';
import { connectTo, rowsOf } from './test-engine';

const log = pino({ level: 'silent' });
let directory: string;
let parent: ChildProcess;
let child: { pid: number; identity: string | undefined; runtimeDirectory: string };

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'test-orphan-'));
  const loader = createRequire(import.meta.url).resolve('tsx/esm');
  parent = fork(fileURLToPath(new URL('./fixtures/parent.ts', import.meta.url)), [directory], {
    execArgv: ['--import', loader],
    // Elsewhere than the sources: where it is started must not matter.
    cwd: directory,
  });
  const [{ pid }] = (await once(parent, 'message')) as [{ pid: number }];
  const { runtimeDirectory } = JSON.parse(await readFile(join(directory, 'engine.lock'), 'utf8')) as typeof child;
  child = { pid, identity: await processIdentity(pid), runtimeDirectory };
});

afterEach(async () => {
  parent.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
});

it('ends within two seconds when its parent is killed, with its runtime directory', async () => {
  expect(child.identity).toBeDefined();
  await access(child.runtimeDirectory);
  parent.kill('SIGKILL');
  await expect.poll(() => processIdentity(child.pid), { timeout: 2000, interval: 20 }).toBeUndefined();
  await expect(access(child.runtimeDirectory)).rejects.toThrow();
});

it('lets a new start have the directory as soon as its parent is killed', async () => {
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  const engine = await startEngine({ directory, log });
  const client = connectTo(engine);
  expect(await rowsOf(client, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  await client.close();
  await engine.stop();
});

it('leaves a runtime directory when it is killed together with its parent, and the next start removes it', async () => {
  parent.kill('SIGKILL');
  process.kill(child.pid, 'SIGKILL');
  await once(parent, 'exit');
  await access(child.runtimeDirectory);
  const engine = await startEngine({ directory, log });
  await expect(access(child.runtimeDirectory)).rejects.toThrow();
  await engine.stop();
});

it('keeps its directory from a second start, which says in one line who has it', async () => {
  const second = await startEngine({ directory, log }).catch((error: unknown) => error);
  expect(second).toBeInstanceOf(DirectoryInUse);
  const { message } = second as DirectoryInUse;
  expect(message).toMatch(
    new RegExp(`^The data directory ${directory} is in use by process ${parent.pid} on .+, since 20.+Z\\. Stop .+\\.$`)
  );
  expect(message).not.toContain('\n');
});

it('keeps its files even from a start that cannot see its lock file, and says which process has them', async () => {
  await rm(join(directory, 'engine.lock'));
  await expect(startEngine({ directory, log })).rejects.toMatchObject({ holder: { pid: child.pid } });
  expect(await processIdentity(child.pid)).toBe(child.identity);
}, 30_000);

it('gives the directory back when its parent stops it', async () => {
  parent.send('stop');
  await once(parent, 'exit');
  expect(await processIdentity(child.pid)).toBeUndefined();
  await expect(access(child.runtimeDirectory)).rejects.toThrow();
  await expect(access(join(directory, 'engine.lock'))).rejects.toThrow();
  expect(dirname(child.runtimeDirectory)).toBe(tmpdir());
});
