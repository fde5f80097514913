import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, stop } from 'esbuild';

/**
 * Compiles a program of TypeScript into a directory that is gone when this process ends; resolves to the URL to import.
 * A loader of TypeScript would stay in the process as long as it lives: 50 MB of memory, and three times the work at a start.
 * @param {URL} source
 */
export async function compile(source) {
  const directory = mkdtempSync(join(tmpdir(), 'fawkes-analytics-'));
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
