import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Who holds a data directory. */
export interface Holder {
  pid: number;
  /** When it took the directory, in UTC. */
  since: string;
  hostname: string;
}

/** Another engine works on the data directory; two would destroy it. */
export class DirectoryInUse extends Error {
  constructor(
    readonly directory: string,
    readonly holder?: Holder
  ) {
    const who = holder
      ? `process ${holder.pid} on ${holder.hostname}, since ${holder.since}`
      : 'another process, which left no name';
    super(`The data directory ${directory} is in use by ${who}. Stop that process first, or choose another directory.`);
    this.name = 'DirectoryInUse';
  }
}

/** Who has the lock that the engine itself puts on its files, by what it writes into them. */
export async function holderOfFiles(dataDirectory: string): Promise<Holder | undefined> {
  const status = await readFile(join(dataDirectory, 'status'), 'utf8').catch(() => '');
  const pid = /^PID: (\d+)$/m.exec(status)?.[1];
  const since = /^Started at: (.+)$/m.exec(status)?.[1];
  return pid === undefined || since === undefined ? undefined : { pid: Number(pid), since, hostname: hostname() };
}
