/*
 * Makes the zip that Grafana installs: the built app with its datasource, a backend for each machine, licence, changelog
 * and screenshots. It is not signed yet; docs/publishing.md says how that is done.
 */
import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { backendBinary, buildBackend, goIsInstalled, MACHINES } from './lib/go.mjs';
import { inRoot } from './lib/root.mjs';
import { outputOf, run } from './lib/run.mjs';
import { installPackages, must, say } from './lib/setup.mjs';

installPackages();
must(goIsInstalled(), "The plugin's backend is built with Go, and no Go that is new enough is on the PATH.");
say('building the plugin');
rmSync(inRoot('dist'), { recursive: true, force: true });
must(run('npm', ['run', '--silent', 'build', '--', '--stats', 'errors-warnings']), 'The build failed; see above.');
for (const machine of MACHINES) {
  say(`building the backend for ${machine}`);
  must(buildBackend(machine), 'The build of the backend failed; see above.');
}
const zip = await pack();
console.log(`${path.relative(inRoot(), zip)}  sha1 ${hashOf(zip, 'sha1')}  sha256 ${hashOf(zip, 'sha256')}`);

/** Zips what was built under the plugin's id, as Grafana unpacks it. The same sources always give the same zip. */
async function pack() {
  const { id, info } = JSON.parse(readFileSync(inRoot('dist/plugin.json'), 'utf8'));
  const backends = new Set(MACHINES.map(backendBinary));
  const mtime = new Date(Number(outputOf('git', ['log', '-1', '--format=%ct']) ?? 0) * 1000);
  const archive = new ZipFile();
  for (const file of filesOf('dist')) {
    const mode = backends.has(file) ? 0o100755 : 0o100644;
    archive.addFile(inRoot(file), path.posix.join(id, path.posix.relative('dist', file)), { mode, mtime });
  }
  archive.end();
  mkdirSync(inRoot('artifacts'), { recursive: true });
  const target = inRoot('artifacts', `${id}-${info.version}.zip`);
  await pipeline(archive.outputStream, createWriteStream(target));
  return target;
}

/** The files below a folder of the repository, with their paths from its root, in one order on every machine. */
function filesOf(folder) {
  const entries = readdirSync(inRoot(folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files
    .map((file) => path.relative(inRoot(), path.join(file.parentPath, file.name)).split(path.sep).join('/'))
    .sort();
}

function hashOf(file, algorithm) {
  return createHash(algorithm).update(readFileSync(file)).digest('hex');
}
