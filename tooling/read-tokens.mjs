// `node tooling/read-tokens.mjs ADDRESS DATA_DIR DIRECTORY WORKSPACE...`: writes for each workspace a file with a token that
// may read it, for a Grafana that runs elsewhere. A workspace that is not there gets an empty one.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readTokens } from './lib/proxy.mjs';

/** The demo's workspace is made a moment after the proxy is ready. */
const PATIENCE_MS = 15_000;

const [address, dataDir, directory, ...workspaces] = process.argv.slice(2);
for (const workspace of workspaces) {
  // Its readers are another container's user, and the only other ones who see this directory.
  writeFileSync(path.join(directory, workspace), await tokenFor(workspace), { mode: 0o644 });
}

async function tokenFor(workspace) {
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(500)) {
    try {
      return (await readTokens(address, dataDir, [workspace]))[workspace];
    } catch (error) {
      if (Date.now() > deadline) {
        console.error(`Grafana gets no token for ${workspace}: ${error.message}`);
        return '';
      }
    }
  }
}
