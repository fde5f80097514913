import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise, type ICruiseResult, type IReporterOutput } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { afterAll, beforeAll, expect, test } from 'vitest';
import rules from '../../.dependency-cruiser.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PRODUCT = ['src', 'contract/src', 'backend-proxy/src', 'backend-proxy/test', 'tests', 'tooling'];

/** What the import rules say of the folders of a project. */
async function violations(baseDir: string, folders: string[]): Promise<ICruiseResult['summary']['violations']> {
  const { options, ...ruleSet } = rules;
  const tsConfig = extractTSConfig(path.join(ROOT, 'tsconfig.json'));
  const { output }: IReporterOutput = await cruise(
    folders,
    { ...options, baseDir, ruleSet, validate: true },
    options?.enhancedResolveOptions,
    { tsConfig }
  );
  return (output as ICruiseResult).summary.violations;
}

test('every import of the product keeps to the rules', async () => {
  const found = await violations(ROOT, PRODUCT);
  expect(found.map((v) => `${v.rule.name}: ${v.from} → ${v.to}`)).toEqual([]);
});

/** An import that each rule is there to catch: the rule, who imports, what. */
const FORBIDDEN: Array<[rule: string, from: string, to: string]> = [
  ['contract-knows-nobody', 'contract/src/a.ts', 'backend-proxy/src/problem.ts'],
  ['statistics-knows-its-place', 'backend-proxy/src/statistics/a.ts', 'backend-proxy/src/store/sql.ts'],
  ['embedded-clickhouse-knows-its-place', 'backend-proxy/src/embedded-clickhouse/a.ts', 'contract/src/index.ts'],
  ['store-knows-its-place', 'backend-proxy/src/store/a.ts', 'backend-proxy/src/analytics/frame.ts'],
  ['analytics-knows-its-place', 'backend-proxy/src/analytics/a.ts', 'backend-proxy/src/store/open-store.ts'],
  ['analytics-knows-its-place', 'backend-proxy/src/analytics/b.ts', 'backend-proxy/src/catalog/index.ts'],
  ['answer-knows-its-place', 'backend-proxy/src/answer/a.ts', 'backend-proxy/src/catalog/index.ts'],
  ['report-knows-its-place', 'backend-proxy/src/report/a.ts', 'backend-proxy/src/store/sql.ts'],
  ['http-knows-its-place', 'backend-proxy/src/http/a.ts', 'backend-proxy/src/store/sql.ts'],
  ['http-knows-its-place', 'backend-proxy/src/http/b.ts', 'backend-proxy/src/analytics/frame.ts'],
  ['nobody-knows-a-door', 'backend-proxy/src/demo/a.ts', 'backend-proxy/src/http/app.ts'],
  ['command-line-over-http', 'backend-proxy/src/cli/a.ts', 'backend-proxy/src/store/sql.ts'],
  ['browser-knows-the-contract', 'src/app/a.ts', 'backend-proxy/src/problem.ts'],
  ['server-knows-no-browser', 'contract/src/b.ts', 'src/constants.ts'],
  ['pages-stand-alone', 'src/pages/Usage/a.ts', 'src/pages/Funnels/b.ts'],
  ['panels-know-no-page', 'src/panels/a.ts', 'src/pages/Funnels/b.ts'],
  ['product-knows-no-test', 'backend-proxy/src/catalog/a.ts', 'backend-proxy/src/http/test-app.ts'],
  ['no-cycles', 'backend-proxy/src/config/a.ts', 'backend-proxy/src/config/b.ts'],
];

/** Imports beside them that are right, so that a rule that forbids everything is noticed, too. */
const ALLOWED: Array<[from: string, to: string]> = [
  ['backend-proxy/src/analytics/trends/a.ts', 'backend-proxy/src/store/sql.ts'],
  ['backend-proxy/src/http/routes/a.ts', 'backend-proxy/src/answer/answer.ts'],
  ['backend-proxy/src/http/routes/a.test.ts', 'backend-proxy/src/store/sql.ts'],
  ['backend-proxy/src/serve/a.ts', 'backend-proxy/src/http/app.ts'],
  ['src/pages/Usage/b.ts', 'src/panels/grid.ts'],
  ['src/datasource/a.ts', 'contract/src/index.ts'],
];

/** Closes the circle of the last of them; the circle is told once. */
const BACK: [from: string, to: string] = ['backend-proxy/src/config/b.ts', 'backend-proxy/src/config/a.ts'];

let fixture: string;
beforeAll(() => {
  fixture = mkdtempSync(path.join(tmpdir(), 'fawkes-architecture-'));
  const caught = FORBIDDEN.map(([, from, to]): [string, string] => [from, to]);
  const imports = [...caught, ...ALLOWED, BACK];
  imports.forEach(([, to]) => write(to, 'export const known = 1;\n'));
  for (const [from, to] of imports) {
    const target = path.posix.relative(path.posix.dirname(from), to.replace(/\.ts$/, ''));
    write(
      from,
      `import type { known } from '${target.startsWith('.') ? target : `./${target}`}';\nexport type Known = typeof known;\n`
    );
  }
});
afterAll(() => rmSync(fixture, { recursive: true }));

function write(file: string, text: string): void {
  const at = path.join(fixture, file);
  mkdirSync(path.dirname(at), { recursive: true });
  writeFileSync(at, text);
}

test('each rule catches the import it is there for, and only that', async () => {
  const found = await violations(fixture, ['src', 'contract/src', 'backend-proxy/src']);
  const seen = found.map((v) => `${v.rule.name}: ${v.from} → ${v.to}`);
  const wanted = FORBIDDEN.map(([rule, from, to]) => `${rule}: ${from} → ${to}`);
  expect(wanted.filter((violation) => !seen.includes(violation))).toEqual([]);
  expect(seen.filter((violation) => ALLOWED.some(([from]) => violation.includes(`: ${from} →`)))).toEqual([]);
});
