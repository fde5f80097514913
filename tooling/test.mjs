// `npm test`: sets up by itself, runs every check, and ends in one line of totals. What the machine lacks is a counted skip.
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChromium } from './lib/chromium.mjs';
import { cucumberCounts, goCounts, jestCounts, playwrightCounts } from './lib/counts.mjs';
import { buildBackend, goIsInstalled, THIS_MACHINE } from './lib/go.mjs';
import { findGrafana } from './lib/grafana.mjs';
import { ROOT } from './lib/root.mjs';
import { installPackages } from './lib/setup.mjs';
import { Tally } from './lib/tally.mjs';

const STATICCHECK = 'honnef.co/go/tools/cmd/staticcheck@v0.8.2';

installPackages();
process.env.CI ??= 'true';
const reports = mkdtempSync(path.join(tmpdir(), 'fawkes-reports-'));
const report = (name) => path.join(reports, `${name}.json`);
const tally = new Tally();

for (const project of ['.', 'contract', 'backend-proxy', 'backend-proxy/tracker', 'tests', 'benchmarks']) {
  tally.check(`types of ${project}`, 'npx', ['tsc', '--noEmit', '-p', project]);
}
tally.check('lint', 'npx', ['eslint', '--max-warnings', '0', '.']);
tally.check('format', 'npx', ['prettier', '--check', '--log-level', 'warn', '.']);
tally.check('unused code', 'npx', ['knip']);
tally.runner(
  'proxy and contract',
  'npx',
  ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile=${report('vitest')}`],
  () => jestCounts(report('vitest'))
);
tally.runner(
  'scenarios',
  'npx',
  ['cucumber-js', '-c', 'tests/features/cucumber.json', '--format', `json:${report('cucumber')}`],
  () => cucumberCounts(report('cucumber')),
  { NODE_OPTIONS: '--import tsx' }
);
tally.runner('plugin', 'npx', ['jest', '--maxWorkers=2', '--json', `--outputFile=${report('jest')}`], () =>
  jestCounts(report('jest'))
);
tally.check('plugin, build', 'npm', [
  ...['run', '--silent', 'build', '--', '--stats', 'errors-warnings'],
  ...['--env', `chunks=${report('chunks')}`],
]);
tally.check('plugin, size', 'node', ['tooling/plugin-size.mjs', report('chunks')]);
const hasBackend = testGo();
testInBrowser();

console.log(`${tally.recall()}\n${tally}`);
process.exit(tally.failed === 0 ? 0 : 1);

/** True where the plugin's backend was built. */
function testGo() {
  if (!goIsInstalled()) {
    tally.skip("plugin's backend", 'needs Go 1.26.5 or newer');
    return false;
  }
  tally.check('go vet', 'go', ['vet', './pkg/...']);
  tally.check('staticcheck', 'go', ['run', STATICCHECK, './pkg/...']);
  testGoPackages();
  const built = buildBackend(THIS_MACHINE);
  tally.add(built ? { passed: 1 } : { failed: 1 });
  return built;
}

function testGoPackages() {
  console.log("\n── plugin's backend");
  const { stdout, stderr, status } = spawnSync('go', ['test', '-json', './pkg/...'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const counts = goCounts(stdout);
  if (status !== 0) {
    console.log(stdout, stderr);
  }
  tally.add({ ...counts, failed: Math.max(counts.failed, status === 0 ? 0 : 1) });
}

function testInBrowser() {
  if (!findChromium()) {
    tally.skip('in a browser', 'needs Chromium; put it on the PATH or name it in CHROMIUM_PATH');
    return;
  }
  const withGrafana = hasBackend && findGrafana()?.kind === 'installed';
  if (!withGrafana) {
    console.log(
      '\n[skipped, counted below] what needs Grafana: set GRAFANA_HOME, or put grafana on the PATH, and have Go'
    );
  }
  tally.runner(
    'in a browser',
    'npx',
    ['playwright', 'test', '-c', 'tests/e2e'],
    () => playwrightCounts(report('playwright')),
    {
      PLAYWRIGHT_JSON_OUTPUT_NAME: report('playwright'),
    }
  );
}
