import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DirectoryInUse } from './directory-in-use';
import { lockDirectory } from './directory-lock';
import { processIdentity } from './process-identity';

let directory: string;
beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'test-lock-'))));
afterEach(() => rm(directory, { recursive: true, force: true }));

const held = (fields: object) =>
  writeFile(
    join(directory, 'engine.lock'),
    JSON.stringify({ pid: process.pid, since: '2026-11-24T10:00:00.000Z', hostname: hostname(), ...fields })
  );

describe('a directory', () => {
  it('is held until it is given back', async () => {
    const lock = await lockDirectory(directory, '/run/x');
    await expect(lockDirectory(directory, '/run/y')).rejects.toThrow(DirectoryInUse);
    await lock.release();
    await lock.release();
    expect(await readdir(directory)).toEqual([]);
    expect((await lockDirectory(directory, '/run/y')).previous).toBeUndefined();
  });

  const wantedByMany = async () => {
    const wanted = await Promise.allSettled(Array.from({ length: 20 }, () => lockDirectory(directory, '/run/x')));
    return wanted.filter(({ status }) => status === 'fulfilled').length;
  };

  it('is got by one of many that want it at once', async () => {
    expect(await wantedByMany()).toBe(1);
    expect(await readdir(directory)).toEqual(['engine.lock']);
  });

  it('is taken over by somebody where many find its holder dead at once, and has one holder in the end', async () => {
    await held({ pid: 4_000_000, identity: 'gone' });
    // Two may both remove the dead one's file; the engine's own lock then lets one of them in.
    expect(await wantedByMany()).toBeGreaterThan(0);
    expect(await readdir(directory)).toEqual(['engine.lock']);
    await expect(lockDirectory(directory, '/run/y')).rejects.toThrow(DirectoryInUse);
  });

  it.each([
    ['a process that is gone', { pid: 4_000_000, identity: 'any' }],
    ['a process whose number another one has now', { identity: 'of an earlier one' }],
    ['a process of another machine or container', { hostname: 'elsewhere', identity: 'any' }],
  ])('is taken over from %s', async (_who, fields) => {
    await held(fields);
    const lock = await lockDirectory(directory, '/run/x');
    expect(lock.previous).toMatchObject(fields);
  });

  it.each(['', '{"pid":', 'null', '{}'])('is taken over from a lock file that says %j', async (text) => {
    await writeFile(join(directory, 'engine.lock'), text);
    expect((await lockDirectory(directory, '/run/x')).previous).toBeUndefined();
  });

  it('is not taken over from a living process, nor where its start is unknown', async () => {
    await held({ identity: await processIdentity(process.pid) });
    await expect(lockDirectory(directory, '/run/x')).rejects.toThrow(`in use by process ${process.pid} on`);
    await held({});
    await expect(lockDirectory(directory, '/run/x')).rejects.toThrow('since 2026-11-24T10:00:00.000Z');
  });

  it('stays with who took it over when the former holder gives it back late', async () => {
    const lock = await lockDirectory(directory, '/run/x');
    await held({ pid: 1 });
    await lock.release();
    expect(await readFile(join(directory, 'engine.lock'), 'utf8')).toContain('"pid":1,');
  });
});
