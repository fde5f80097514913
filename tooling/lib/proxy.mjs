import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startChild } from './child.mjs';
import { inRoot } from './root.mjs';

/** Starts the proxy as a user would; its address and data come from the environment. */
export function startProxy(env) {
  return startChild(process.execPath, [inRoot('backend-proxy/bin/fawkes-analytics.js'), 'serve'], { env });
}

/**
 * Tokens with which Grafana may read each workspace. They are made once and kept in the data directory, readable by its
 * owner only; one that the proxy no longer knows is made anew.
 */
export async function readTokens(address, dataDir, workspaces) {
  const file = path.join(dataDir, 'grafana', 'tokens.json');
  const kept = readJson(file) ?? {};
  const tokens = { ...kept };
  for (const workspace of workspaces) {
    tokens[workspace] = (await isAccepted(address, kept[workspace]))
      ? kept[workspace]
      : await makeToken(address, dataDir, workspace);
  }
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify(tokens), { mode: 0o600 });
  return tokens;
}

async function isAccepted(address, token) {
  const headers = { authorization: `Bearer ${token}` };
  return token !== undefined && (await fetch(`${address}/api/v1/sites`, { headers })).ok;
}

async function makeToken(address, dataDir, workspace) {
  const admin = readFileSync(path.join(dataDir, 'admin-token'), 'utf8').trim();
  const response = await fetch(`${address}/api/v1/tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${admin}`, 'x-workspace': workspace, 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'read', name: 'Grafana' }),
  });
  if (!response.ok) {
    throw new Error(`the proxy made no token for ${workspace}: ${await response.text()}`);
  }
  return (await response.json()).token;
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
