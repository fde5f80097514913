import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DirectoryInUse, type Holder } from './directory-in-use';
import { isRunning, processIdentity } from './process-identity';

const FILE_NAME = 'engine.lock';

/** What the lock file says of its holder. */
export interface LockRecord extends Holder {
  identity?: string;
  /** Where the holder keeps its socket: whoever takes the lock over removes it. */
  runtimeDirectory: string;
}

/** A lock that was taken. */
export interface DirectoryLock {
  /** Who had it and died without giving it back. */
  previous: LockRecord | undefined;
  release(): Promise<void>;
}

/**
 * Takes the data directory for this process, so that a second start can say who holds it. A lock whose holder died is
 * taken over. The engine has a lock of its own on its files, so even two starts that both see a dead holder at the
 * same moment never open the same data: this file is here for the message.
 */
export async function lockDirectory(directory: string, runtimeDirectory: string): Promise<DirectoryLock> {
  const path = join(directory, FILE_NAME);
  const record: LockRecord = {
    pid: process.pid,
    since: new Date().toISOString(),
    hostname: hostname(),
    identity: await processIdentity(process.pid),
    runtimeDirectory,
  };
  const text = JSON.stringify(record);
  let previous: LockRecord | undefined;
  while (!(await createWhole(path, text))) {
    const found = await readText(path);
    const holder = parse(found ?? '');
    if (holder && (await holds(holder))) {
      throw new DirectoryInUse(directory, holder);
    }
    if (found !== undefined && (await removeIfStill(path, found))) {
      previous = holder;
    }
  }
  return {
    previous,
    release: async () => {
      await removeIfStill(path, text);
    },
  };
}

async function holds({ pid, hostname: host, identity }: LockRecord): Promise<boolean> {
  // Process numbers of another machine or container say nothing here; the engine's own lock decides.
  return host === hostname() && isRunning(pid, identity);
}

/** Creates a file that is never seen half-written; false if there is one. */
async function createWhole(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text, { flag: 'wx', mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Removes the file if it still says this; one that somebody wrote meanwhile is put back. */
async function removeIfStill(path: string, text: string): Promise<boolean> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return false;
  }
  const same = (await readText(aside)) === text;
  if (!same) {
    await link(aside, path).catch(() => undefined);
  }
  await rm(aside, { force: true });
  return same;
}

async function readText(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

function parse(text: string): LockRecord | undefined {
  try {
    const record = JSON.parse(text) as Partial<LockRecord>;
    return typeof record.pid === 'number' && record.since && record.hostname ? (record as LockRecord) : undefined;
  } catch {
    return undefined;
  }
}
