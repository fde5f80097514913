import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { ADMIN, testApp, type TestApp } from '../test-app';

let proxy: TestApp;
beforeAll(async () => {
  proxy = await testApp();
});
afterAll(() => proxy.close());

const signedUp = { name: 'Signed up', match: { events: ['Sign Up'] } };
const bought = { name: 'Bought', match: { events: ['Order'] } };

async function apply(text: string, { file = 'definitions.yaml', dryRun = false, token = ADMIN } = {}) {
  const response = await proxy.inject({
    method: 'POST',
    url: `/api/v1/definitions/apply?file=${encodeURIComponent(file)}&dry_run=${dryRun}`,
    headers: { 'content-type': 'application/yaml' },
    payload: text,
    token,
  });
  return { status: response.statusCode, body: response.json() };
}

async function goals(workspace = 'default') {
  const { definitions } = proxy.catalog;
  return (await definitions.list(workspace, 'goal')).map(({ name, version, managed_by }) => [
    name,
    version,
    managed_by,
  ]);
}

const changesOf = ({ body }: { body: { workspaces: Array<{ changes: Array<{ change: string; name: string }> }> } }) =>
  body.workspaces.flatMap(({ changes }) => changes.map(({ change, name }) => `${change} ${name}`));

test('a dry run says what would change, and changes nothing', async () => {
  const answered = await apply(stringify({ sites: ['docs.example'], goals: [signedUp] }), { dryRun: true });
  expect(answered).toEqual({
    status: 200,
    body: {
      workspaces: [
        {
          workspace: 'default',
          changes: [
            { kind: 'goal', name: 'Signed up', change: 'create', before: null, after: signedUp },
            {
              ...{ kind: 'site', name: 'docs.example', change: 'create', before: null },
              after: { domain: 'docs.example', doubled: 'drop' },
            },
          ],
        },
      ],
    },
  });
  expect([await goals(), await proxy.catalog.sites.list('default')]).toEqual([[], []]);
});

test('what the file has is created, changed, taken over and deleted; what it does not speak of stays', async () => {
  await proxy.catalog.definitions.edit({ actor: 'token x', managed: '' }).create('default', 'goal', bought);
  expect(changesOf(await apply(stringify({ goals: [signedUp, bought] })))).toEqual([
    'create Signed up',
    'adopt Bought',
  ]);
  expect(await goals()).toEqual([
    ['Bought', 1, 'definitions.yaml'],
    ['Signed up', 1, 'definitions.yaml'],
  ]);
  expect(changesOf(await apply(stringify({ goals: [signedUp, bought] })))).toEqual([]);

  const wider = { ...signedUp, match: { events: ['Sign Up', 'signup'] } };
  expect(changesOf(await apply(stringify({ goals: [wider] })))).toEqual(['change Signed up', 'delete Bought']);
  expect(await goals()).toEqual([['Signed up', 2, 'definitions.yaml']]);
  // Neither a list that is left out nor another file's is touched.
  expect(changesOf(await apply('workspace: default'))).toEqual([]);
  expect(changesOf(await apply('goals: []', { file: 'other.yaml' }))).toEqual([]);
  expect((await proxy.catalog.definitions.features('default')).length).toBe(5);
});

test('what is exported is applied again without a change', async () => {
  const { body } = await proxy.inject({ url: '/api/v1/definitions', token: ADMIN });
  expect(changesOf(await apply(stringify(JSON.parse(body)), { file: 'definitions.yaml', dryRun: true }))).toEqual(
    [
      ...['Configure Monitoring', 'Create Service', 'Deploy Application', 'Run Pipeline', 'View Documentation'],
      ...['deployment', 'onboarding', 'service_creation'],
    ].map((name) => `adopt ${name}`)
  );
});

test('two files cannot have one definition', async () => {
  expect(await apply(stringify({ goals: [signedUp] }), { file: 'other.yaml' })).toMatchObject({
    status: 409,
    body: { detail: 'The goal "Signed up" is kept in definitions.yaml, so other.yaml cannot have it, too.' },
  });
});

test('a token of one workspace brings that workspace alone to a file', async () => {
  const { token } = await proxy.catalog.tokens.create('default', 'edit', 'the team');
  expect(await apply('workspace: default', { token })).toMatchObject({ status: 200 });
  expect(await apply('workspace: demo', { token })).toMatchObject({ status: 403 });
  expect(await apply('workspace: demo\ngoals: []')).toMatchObject({ status: 200 });
  expect(await apply('workspace: nowhere')).toMatchObject({ status: 404 });
});

test.each([
  ['goals: [', /^The file is no YAML: .* at line 1/],
  ['goals: {}', /^goals: /],
  ['golas: []', /Unrecognized key: "golas"/],
  ['goals:\n  - name: x\n    match: {}', /^goals\.0\.match: a matcher names at least one/],
  ['workspace: a\n---\nworkspace: a', /^Two documents are about the workspace a/],
  ['---\nworkspace: a\n---\nsites: ["no domain!"]', /^1\.sites\.0: a domain such as/],
  [`goals:\n${'  - {name: x, match: {events: [x]}}\n'.repeat(2)}`, /^goals: two have the same name/],
  ['a: &a [x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c]', /^The file cannot be read/],
])('%j is refused with its place', async (text, words) => {
  const { status, body } = await apply(text);
  expect([status, body.code, body.detail]).toEqual([422, 'invalid_definitions', expect.stringMatching(words)]);
});

test('sites are kept in the file, read-only elsewhere, and let go where it has them no longer', async () => {
  expect(
    changesOf(await apply(stringify({ sites: ['Docs.Example', { domain: 'b.example', doubled: 'count' }] })))
  ).toEqual(['create docs.example', 'create b.example']);
  const change = { version: 1, definition: { domain: 'b.example', doubled: 'drop' } };
  const put = { method: 'PUT', url: '/api/v1/sites/B.example', payload: change, token: ADMIN } as const;
  expect((await proxy.inject(put)).json()).toMatchObject({ code: 'managed_by_file' });
  const exported = (await proxy.inject({ url: '/api/v1/definitions', token: ADMIN })).json();
  expect(exported.sites).toEqual([{ domain: 'b.example', doubled: 'count' }, 'docs.example']);
  expect(changesOf(await apply(stringify({ sites: ['docs.example'] })))).toEqual(['release b.example']);
  expect((await proxy.inject(put)).json()).toMatchObject({ domain: 'b.example', doubled: 'drop', version: 2 });
});

test('a whole file is judged together, whatever the order in it, and a dry run says the same', async () => {
  const segments = [
    { name: 'Late', rule: { segment: 'Early', in: true } },
    { name: 'Early', rule: { did: 'anything' } },
  ];
  expect(await apply(stringify({ segments: [segments[0]] }), { dryRun: true })).toMatchObject({
    status: 422,
    body: { code: 'unknown_segment', errors: [{ path: 'segments.0.rule.segment' }] },
  });
  expect(changesOf(await apply(stringify({ segments })))).toEqual(['create Late', 'create Early']);
  // From under a definition that stands elsewhere.
  const goal = { name: 'Of the late', match: { filter: { segment: 'Late', in: true } } };
  await proxy.catalog.definitions.edit({ actor: 'token x', managed: '' }).create('default', 'goal', goal);
  for (const dryRun of [true, false]) {
    const refused = { status: 409, body: { code: 'segment_in_use' } };
    expect(await apply(stringify({ segments: [segments[1]] }), { dryRun })).toMatchObject(refused);
  }
});
