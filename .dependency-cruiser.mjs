/**
 * Who may know whom: dependencies point one way, from the doors inwards (docs/architecture.md).
 * Held by tests/architecture; `npx depcruise src backend-proxy contract` shows the same by hand.
 */

const TESTS = String.raw`(\.test\.tsx?$|/test[A-Z-][^/]*\.ts$|^src/locales/|^backend-proxy/test/|^tests/)`;
/** All that is ours, so that a room's list is about our own files and says nothing of packages. */
const OURS = '^(src|contract|backend-proxy|tests|tooling|benchmarks)/';

/** The rooms of the proxy, each with what it may know besides itself. A room that is not listed here may know what it likes. */
const ROOMS = {
  statistics: [],
  'embedded-clickhouse': [],
  store: ['contract', 'problem'],
  sources: ['contract', 'problem'],
  analytics: ['contract', 'problem', 'statistics', 'store/sql', 'store/store', 'store/who-is'],
  identity: ['problem', 'store'],
  people: ['contract', 'problem', 'repeat', 'catalog/audit', 'catalog/erasures', 'store'],
  retention: ['store'],
  disk: ['repeat', 'store'],
  answer: ['contract', 'problem', 'issue-place', 'analytics', 'sources', 'store/sql', 'store/store'],
  catalog: ['contract', 'problem', 'answer/context'],
  ingestion: ['contract', 'problem', 'issue-place', 'forbidden-name', 'store'],
  backup: ['contract', 'problem', 'catalog/dump', 'catalog/dump-lines', 'store'],
  import: ['contract', 'problem', 'issue-place', 'forbidden-name', 'catalog/import-ledger', 'ingestion', 'store'],
  ledger: ['contract', 'analytics', 'answer', 'catalog/counters', 'store/sql'],
  exposition: ['contract', 'problem', 'frame-reader', 'repeat', 'catalog/counters', 'ledger'],
  live: ['contract', 'problem', 'answer'],
  export: ['contract', 'problem'],
  report: ['contract', 'problem'],
  http: [
    'contract',
    'backup',
    'problem',
    'issue-place',
    'forbidden-name',
    'frame-reader',
    'version',
    'answer',
    'catalog',
    'config',
    'exposition',
    'export',
    'import',
    'ingestion',
    'live',
    'people',
    'report',
  ],
};

const proxy = (room) => `backend-proxy/src/${room}(/|\\.ts$)`;
const place = (room) => (room === 'contract' ? 'contract/src/' : proxy(room));

const rooms = Object.entries(ROOMS).map(([room, known]) => ({
  name: `${room}-knows-its-place`,
  comment: `${room} knows ${known.join(', ') || 'nobody'}`,
  severity: 'error',
  from: { path: `^${proxy(room)}`, pathNot: TESTS },
  to: { path: OURS, pathNot: `^(${[room, ...known].map(place).join('|')})` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'contract-knows-nobody',
      comment: 'the language both sides speak has no side: zod and nothing else',
      severity: 'error',
      from: { path: '^contract/src/', pathNot: TESTS },
      to: { pathNot: ['^contract/src/', '^node_modules/zod/'] },
    },
    ...rooms,
    {
      name: 'nobody-knows-a-door',
      comment: 'a door never computes, so nobody needs one but the process that opens it',
      severity: 'error',
      from: { path: OURS, pathNot: [`^${proxy('(http|serve|main)')}`, TESTS] },
      to: { path: `^${proxy('http')}` },
    },
    {
      name: 'command-line-over-http',
      comment: 'the command line talks to the running proxy; only `serve` starts one',
      severity: 'error',
      from: { path: `^${proxy('cli')}`, pathNot: TESTS },
      to: { path: `^${proxy('(store|analytics|answer|ingestion|sources|embedded-clickhouse)')}` },
    },
    {
      name: 'browser-knows-the-contract',
      comment: 'what runs in the browser asks the proxy; it does not import it',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: OURS, pathNot: '^(src|contract/src)/' },
    },
    {
      name: 'server-knows-no-browser',
      severity: 'error',
      from: { path: '^(backend-proxy|contract)/' },
      to: { path: '^src/' },
    },
    {
      name: 'pages-stand-alone',
      comment: 'what two pages share is a panel or lies beside the pages',
      severity: 'error',
      from: { path: '^src/pages/([A-Z][^/]*)/' },
      to: { path: '^src/pages/[A-Z][^/]*/', pathNot: '^src/pages/$1/' },
    },
    {
      name: 'panels-know-no-page',
      severity: 'error',
      from: { path: '^src/(panels|datasource|visualizations)/', pathNot: TESTS },
      to: { path: '^src/(app|pages)/' },
    },
    {
      name: 'product-knows-no-test',
      severity: 'error',
      from: { path: OURS, pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: 'product-lives-on-dependencies',
      comment: 'what the product needs is no devDependency',
      severity: 'error',
      from: { path: '^(src|contract/src|backend-proxy/src)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
    },
    {
      name: 'declared-packages-only',
      comment: 'a package that only happens to be installed may be gone tomorrow',
      severity: 'error',
      from: { path: OURS },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: OURS, pathNot: [TESTS, String.raw`\.d\.ts$`, '^tooling/'] },
      to: {},
    },
    { name: 'resolvable', severity: 'error', from: { path: OURS }, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: String.raw`(^|/)(dist|data|artifacts|coverage)/` },
    // Types are dependencies, too: a room that names another's type knows it.
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts', '.json'],
    },
  },
};
