import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, stop } from 'esbuild';

/** Containers may share the directory, but not the numbers of their processes. */
const PREFIX = `fawkes-analytics-${hostname()}-`;

/**
 * Compiles a program of TypeScript into a directory that is gone when this process ends; resolves to the URL to import.
 * A loader of TypeScript would stay in the process as long as it lives: 50 MB of memory, and three times the work at a start.
 * @param {URL} source
 */
export async function compile(source) {
  await removeLeftovers();
  const directory = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
  await build({
    entryPoints: { program: fileURLToPath(source) },
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    keepNames: true,
    // Node's own conditions: with esbuild's, packages give files that are meant for bundlers.
    conditions: [],
    define: { 'import.meta.url': 'sourceUrl' },
    plugins: [urlsOfSources, packagesOutside],
    logLevel: 'error',
  });
  // Ends esbuild's process, which would otherwise wait for more to compile.
  await stop();
  return pathToFileURL(join(directory, 'program.mjs')).href;
}

/** A process that was killed could not remove its directory. */
async function removeLeftovers() {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
  const dead = names.filter((name) => !isRunning(parseInt(name.slice(PREFIX.length), 10)));
  await Promise.allSettled(dead.map((name) => rm(join(tmpdir(), name), { recursive: true })));
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** What a source finds by its own URL, it finds beside the source and not beside what was compiled. */
const urlsOfSources = {
  name: 'urls of sources',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return text.includes('import.meta.url')
        ? { contents: `const sourceUrl = ${JSON.stringify(pathToFileURL(path).href)};\n${text}`, loader: 'ts' }
        : undefined;
    });
  },
};

/** Packages are loaded as they are, from where the source finds them. Those of this repository are sources themselves. */
const packagesOutside = {
  name: 'packages outside',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (kind === 'entry-point' || path.startsWith('node:') || pluginData === packagesOutside) {
        return undefined;
      }
      const found = await resolve(path, { kind, resolveDir, pluginData: packagesOutside });
      return found.errors.length > 0 || found.external || found.path.endsWith('.ts')
        ? found
        : { path: pathToFileURL(found.path).href, external: true };
    });
  },
};
