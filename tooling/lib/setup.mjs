import { isUpToDate } from './freshness.mjs';
import { backendBinary, buildBackend, GO_SOURCES, goIsInstalled } from './go.mjs';
import { run } from './run.mjs';

const FRONTEND_SOURCES = ['src', 'contract/src', 'webpack.config.ts', '.config/webpack', 'package-lock.json'];

/** Installs the packages of the lockfile where they are missing or older than it. */
export function installPackages() {
  if (!isUpToDate('node_modules/.package-lock.json', ['package-lock.json'])) {
    say('installing packages (once, about a minute)');
    must(run('npm', ['ci', '--no-audit', '--no-fund']), 'npm ci failed; see above.');
  }
}

/**
 * Builds the Grafana plugin, where its sources are newer than what was built, with the backend for `machine`.
 * False where that cannot be: the backend needs Go, and there is none.
 */
export function buildPlugin(machine) {
  const binary = backendBinary(machine);
  if (!isUpToDate(binary, GO_SOURCES) && !goIsInstalled()) {
    return false;
  }
  if (!isUpToDate('dist/module.js', FRONTEND_SOURCES)) {
    say('building the plugin');
    must(run('npm', ['run', '--silent', 'build', '--', '--stats', 'errors-warnings']), 'The build failed; see above.');
  }
  if (!isUpToDate(binary, GO_SOURCES)) {
    say("building the plugin's backend (the first time takes minutes)");
    must(buildBackend(machine), 'The build of the backend failed; see above.');
  }
  return true;
}

/** One line of progress. */
export function say(text) {
  console.log(`· ${text}`);
}

/** Ends the process with a message where something could not be done. */
export function must(done, message) {
  if (!done) {
    console.error(message);
    process.exit(1);
  }
}
