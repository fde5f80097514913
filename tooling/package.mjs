/*
 * Makes the zip that Grafana installs: the built app with its datasource, a backend for each machine, licence, changelog
 * and screenshots. It is not signed yet; docs/publishing.md says how that is done.
 */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { backendBinary, buildBackend, goIsInstalled, MACHINES } from './lib/go.mjs';
import { inRoot } from './lib/root.mjs';
import { outputOf, run } from './lib/run.mjs';
import { installPackages, must, say } from './lib/setup.mjs';

installPackages();
// Only now there is what it imports.
const { zipFolder } = await import('./lib/zip.mjs');
must(goIsInstalled(), "The plugin's backend is built with Go, and no Go that is new enough is on the PATH.");

say('building the plugin');
rmSync(inRoot('dist'), { recursive: true, force: true });
must(run('npm', ['run', '--silent', 'build', '--', '--stats', 'errors-warnings']), 'The build failed; see above.');
for (const machine of MACHINES) {
  say(`building the backend for ${machine}`);
  must(buildBackend(machine), 'The build of the backend failed; see above.');
}

const { id, info } = JSON.parse(readFileSync(inRoot('dist/plugin.json'), 'utf8'));
const zip = `artifacts/${id}-${info.version}.zip`;
await zipFolder({
  folder: 'dist',
  as: id,
  to: zip,
  executables: MACHINES.map(backendBinary),
  mtime: new Date(Number(outputOf('git', ['log', '-1', '--format=%ct']) ?? 0) * 1000),
});
console.log(`${zip}  sha1 ${hashOf(zip, 'sha1')}  sha256 ${hashOf(zip, 'sha256')}`);

function hashOf(file, algorithm) {
  return createHash(algorithm)
    .update(readFileSync(inRoot(file)))
    .digest('hex');
}
