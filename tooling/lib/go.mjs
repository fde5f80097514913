import { rmSync } from 'node:fs';
import os from 'node:os';
import { inRoot } from './root.mjs';
import { outputOf, run } from './run.mjs';

/** Where go.mod names a newer one, Go fetches it by itself. */
const LEAST = [1, 25];

/** Where Grafana's SDK puts the backend for each machine, and its target that builds it. */
const TARGETS = {
  'linux-x64': { file: 'linux_amd64', target: ['build:linux'] },
  'linux-arm64': { file: 'linux_arm64', target: ['build:linuxARM64'] },
  'darwin-x64': { file: 'darwin_amd64', target: ['build:darwin'] },
  'darwin-arm64': { file: 'darwin_arm64', target: ['build:darwinARM64'] },
  'win32-x64': { file: 'windows_amd64.exe', target: ['build:windows'] },
  'win32-arm64': { file: 'windows_arm64.exe', target: ['build:custom', 'windows', 'arm64'] },
};

/** All machines that a backend is built for. */
export const MACHINES = Object.keys(TARGETS);

/** @param {string} machine such as `linux-x64`; Grafana in a container needs that of Linux. */
export function backendBinary(machine) {
  return `dist/datasource/gpx_fawkes_analytics_${(TARGETS[machine] ?? TARGETS['linux-x64']).file}`;
}

export const THIS_MACHINE = `${os.platform()}-${os.arch()}`;
export const GO_SOURCES = ['pkg', 'go.mod', 'go.sum', 'Magefile.go', 'src/datasource/plugin.json'];

/** Whether a Go is there that is new enough to build the plugin's backend. */
export function goIsInstalled() {
  const version = /go(\d+)\.(\d+)/.exec(outputOf('go', ['env', 'GOVERSION']) ?? '');
  const [major, minor] = [Number(version?.[1] ?? 0), Number(version?.[2] ?? 0)];
  return major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1]);
}

/** Builds the backend for a machine, by the targets that Grafana's SDK brings. */
export function buildBackend(machine) {
  // A binary that Grafana runs cannot be written over, but it can be replaced.
  rmSync(inRoot(backendBinary(machine)), { force: true });
  return run('go', ['run', 'github.com/magefile/mage', ...(TARGETS[machine] ?? TARGETS['linux-x64']).target]);
}
