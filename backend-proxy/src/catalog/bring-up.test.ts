import { expect, test } from 'vitest';
import { openCatalog } from './index';
import type { DumpLine } from './dump-lines';

const AT = '2026-01-02T03:04:05.000Z';
const acme = { workspace: 'acme' };
const SIGNUP = { name: 'Signup', match: { events: ['Signup'] } };
const DOCS = { name: 'Docs', match: { paths: ['/docs/**'] } };
const FUNNEL = { name: 'F', description: '', window: '1d', steps: [{ name: 'A', match: { events: ['A'] } }] };

/** As backups had them while sites were a table of their own. */
const WITH_SITES: DumpLine[] = [
  { table: 'workspaces', row: { name: 'acme', created: AT } },
  { table: 'sites', row: { domain: 'docs.example', ...acme, created: AT, doubled: 'count' } },
  { table: 'tokens', row: { id: 't', ...acme, role: 'read', name: 'x', hash: 'h', created: AT } },
  {
    table: 'definitions',
    row: {
      ...acme,
      ...{ kind: 'goal', name: 'Signup', definition: JSON.stringify(SIGNUP) },
      ...{ version: 3, managed: '', updated: AT, actor: 'token x' },
    },
  },
  {
    table: 'definition_history',
    row: { ...acme, kind: 'goal', name: 'Signup', version: 2, definition: null, at: AT, actor: 'token y' },
  },
  { table: 'audit', row: { id: 'a', ...acme, at: AT, actor: 'x', action: 'person.erased', detail: '' } },
  { table: 'imports', row: { id: 'i', ...acme, site: 'docs.example', hash: 'f', name: 'x.csv', created: AT } },
  { table: 'import_rows', row: { id: 'r', import: 'i', first: 1, last: 9, ranges: '1-9', settled: 1 } },
];

/** As they had them before definitions had versions. */
const WITH_FEATURES: DumpLine[] = [
  { table: 'workspaces', row: { name: 'acme', created: AT } },
  { table: 'sites', row: { domain: 'docs.example', ...acme, created: AT, doubled: 'drop' } },
  { table: 'features', row: { ...acme, name: 'Docs', definition: JSON.stringify(DOCS) } },
  { table: 'funnels', row: { ...acme, name: 'F', definition: JSON.stringify(FUNNEL) } },
];

async function loaded(lines: DumpLine[]) {
  const catalog = await openCatalog('sqlite::memory:');
  await catalog.dump.load(lines);
  return catalog;
}

test('a backup of the time when sites were no definitions is put back as one of today', async () => {
  const catalog = await loaded(WITH_SITES);
  expect(await catalog.sites.find('docs.example')).toMatchObject({ workspace: 'acme', doubled: 'count' });
  expect(await catalog.definitions.read('acme', 'site', 'docs.example')).toMatchObject({ version: 1, updated_at: AT });
  expect(await catalog.definitions.read('acme', 'goal', 'Signup')).toMatchObject({ ...SIGNUP, version: 3 });
  expect(await catalog.definitions.history('acme', 'goal', 'Signup')).toMatchObject([{ version: 2, actor: 'token y' }]);
  expect(await catalog.tokens.list('acme')).toMatchObject([{ id: 't', role: 'read' }]);
  expect(await catalog.audit.list('acme', 9)).toMatchObject([{ id: 'a', action: 'person.erased' }]);
  expect(await catalog.imports.entries('i')).toEqual([{ ranges: '1-9', settled: true }]);
  // What comes now goes on from there.
  const change = { ...SIGNUP, match: { events: ['Sign Up'] } };
  const place = { kind: 'goal', name: 'Signup' } as const;
  await catalog.definitions.edit({ actor: 'z', managed: '' }).change('acme', place, 3, change);
  expect(await catalog.definitions.read('acme', 'goal', 'Signup')).toMatchObject({ ...change, version: 4 });
  await catalog.close();
});

test('so is one of the time when features and funnels had no versions', async () => {
  const catalog = await loaded(WITH_FEATURES);
  expect(await catalog.definitions.read('acme', 'feature', 'Docs')).toMatchObject({ ...DOCS, version: 1 });
  expect(await catalog.definitions.read('acme', 'funnel', 'F')).toMatchObject({ ...FUNNEL, version: 1 });
  expect(await catalog.sites.find('docs.example')).toMatchObject({ workspace: 'acme', doubled: 'drop' });
  await catalog.close();
});

test('one without sites is known by what its definitions lack', async () => {
  const catalog = await loaded(WITH_SITES.filter(({ table }) => table !== 'sites'));
  expect(await catalog.definitions.history('acme', 'goal', 'Signup')).toHaveLength(1);
  await catalog.close();
});
