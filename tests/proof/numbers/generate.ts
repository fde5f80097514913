import { execFile, spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PROGRAM = fileURLToPath(new URL('generate.py', import.meta.url));

/** Whether there is a Python that can run the generator. */
export function hasPython(): boolean {
  return spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']).status === 0;
}

/** A file of events, and the site that they belong to. */
export interface SiteFile {
  site: string;
  path: string;
}

/** Has the generator write its files into a directory. */
export async function generate(directory: string, rows: number, seed = 1): Promise<SiteFile[]> {
  await promisify(execFile)('python3', [PROGRAM, '--rows', String(rows), '--seed', String(seed), directory]);
  const names = (await readdir(directory)).filter((name) => name.endsWith('.csv')).toSorted();
  return names.map((name) => ({ site: name.replace(/\.csv$/, ''), path: join(directory, name) }));
}
