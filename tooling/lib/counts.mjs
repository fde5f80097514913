import { existsSync, readFileSync } from 'node:fs';

const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

/** Counts of a report of jest or vitest, and what failed in it. */
export function jestCounts(file) {
  const report = read(file);
  return (
    report && {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests,
      failures: report.testResults.flatMap(failuresOfSuite),
    }
  );
}

function failuresOfSuite({ name, status, message, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed');
  const tests = failed.map(({ fullName, failureMessages }) => ({ name: fullName, why: failureMessages.join('\n') }));
  return tests.length > 0 || status !== 'failed' ? tests : [{ name, why: message }];
}

/** Counts of a report of Playwright, and what failed in it. */
export function playwrightCounts(file) {
  const report = read(file);
  return (
    report && {
      passed: report.stats.expected + report.stats.flaky,
      failed: report.stats.unexpected,
      skipped: report.stats.skipped,
      failures: report.suites.flatMap(failuresOfPages),
    }
  );
}

function failuresOfPages({ specs = [], suites = [] }) {
  const failed = specs.filter(({ ok }) => !ok);
  const own = failed.map(({ title, tests }) => ({
    name: title,
    why: tests.flatMap(({ results }) => results.map(({ error }) => error?.message ?? '')).join('\n'),
  }));
  return [...own, ...suites.flatMap(failuresOfPages)];
}

/** Counts of a report of Cucumber: a scenario is one test. */
export function cucumberCounts(file) {
  const scenarios = read(file)?.flatMap(({ elements }) => elements.filter(({ type }) => type === 'scenario'));
  const failed = scenarios?.filter(({ steps }) => steps.some(({ result }) => result.status !== 'passed'));
  return (
    scenarios && {
      passed: scenarios.length - failed.length,
      failed: failed.length,
      failures: failed.map(({ name, steps }) => ({
        name,
        why: steps.map(({ result }) => result.error_message ?? '').join(''),
      })),
    }
  );
}

/** Counts of what `go test -json` printed, a line an event; packages do not count, their tests do. */
export function goCounts(text) {
  const ended = text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .filter(({ Test }) => Test !== undefined);
  const count = (action) => ended.filter(({ Action }) => Action === action).length;
  return { passed: count('pass'), failed: count('fail'), skipped: count('skip') };
}
