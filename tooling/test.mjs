// `npm test`: sets up by itself, runs every check, ends in one plain line of totals.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);
const reports = mkdtempSync(path.join(tmpdir(), 'fawkes-reports-'));
const total = { passed: 0, failed: 0, skipped: 0 };

function run(command, ...args) {
  const started = Date.now();
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, CI: 'true' } });
  console.log(
    `[${status === 0 ? 'ok' : 'FAILED'}] ${command} ${args.join(' ')} (${Math.round((Date.now() - started) / 1000)} s)`
  );
  return status === 0;
}

/** A check without counts of its own is one test. */
function check(...command) {
  total[run(...command) ? 'passed' : 'failed'] += 1;
}

/** A runner that writes its totals as JSON; without them it failed. */
function runner(name, ...args) {
  const report = path.join(reports, `${name}.json`);
  const ok = run('npx', name, ...args, `--outputFile=${report}`);
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  total.passed += counts.numPassedTests ?? 0;
  total.skipped += counts.numPendingTests ?? 0;
  total.failed += Math.max(counts.numFailedTests ?? 0, ok ? 0 : 1);
}

if (!existsSync(path.join(root, 'node_modules')) && !run('npm', 'ci')) {
  process.exit(1);
}
check('npx', 'tsc', '--noEmit', '-p', 'contract');
runner('vitest', 'run', '--reporter=default', '--reporter=json');
runner('jest', '--maxWorkers=2', '--json');

console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);
