import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Compiles the program of the engine's process into one file of this directory. A loader of TypeScript would stay in
 * that process as long as it lives: 35 MB of memory for 20 files of source, and half a second at each start.
 * esbuild is run as a command: its JavaScript interface keeps a process waiting for more to compile.
 */
export async function compileChild(directory: string): Promise<string> {
  const path = join(directory, 'engine.mjs');
  await run(createRequire(import.meta.url).resolve('esbuild/bin/esbuild'), [
    fileURLToPath(new URL('./child.ts', import.meta.url)),
    `--outfile=${path}`,
    '--bundle',
    '--platform=node',
    '--format=esm',
    '--target=node20',
    // What the program requires is looked for from where its sources are.
    `--define:import.meta.url=${JSON.stringify(import.meta.url)}`,
    '--log-level=error',
  ]);
  return path;
}
