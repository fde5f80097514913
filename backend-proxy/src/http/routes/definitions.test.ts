import { featureSchema, funnelDefinitionSchema, type AuditEntry } from '@fawkes/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_FEATURES, DEFAULT_FUNNELS } from '../../catalog/defaults';
import { ADMIN, testApp, type TestApp } from '../test-app';

let proxy: TestApp;
let editor: string;
beforeAll(async () => {
  proxy = await testApp();
  editor = (await proxy.catalog.tokens.create('default', 'edit', 'the team')).token;
});
afterAll(() => proxy.close());

const names = (list: ReadonlyArray<{ name: string }>) => list.map(({ name }) => name).sort();

async function send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object, token = editor) {
  const response = await proxy.inject({ method, url: `/api/v1/${url}`, token, ...(payload ? { payload } : {}) });
  return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
}

test('the features and funnels are the platform’s own at first', async () => {
  const { features } = (await send('GET', 'features')).body;
  const { funnels } = (await send('GET', 'funnels')).body;
  expect(names(features)).toEqual(names(DEFAULT_FEATURES));
  expect(names(funnels)).toEqual(names(DEFAULT_FUNNELS));
  const { version, managed_by, updated_at, updated_by, ...feature } = features[0];
  expect(featureSchema.parse(feature)).toEqual(feature);
  expect([version, managed_by, updated_by, typeof updated_at]).toEqual([1, null, 'installation', 'string']);
  const { version: _, managed_by: __, updated_at: ___, updated_by: ____, ...funnel } = funnels[0];
  expect(funnelDefinitionSchema.parse(funnel)).toEqual(funnel);
});

test('a definition lives: created, read, changed, renamed, deleted, and its past is kept', async () => {
  const goal = { name: 'Signed up', match: { events: ['Sign Up'] } };
  expect(await send('POST', 'goals', goal)).toMatchObject({ status: 201, body: { ...goal, version: 1 } });
  expect(await send('POST', 'goals', goal)).toMatchObject({ status: 409, body: { code: 'name_taken' } });

  const wider = { name: 'Signed up', match: { events: ['Sign Up', 'signup'] } };
  const changed = await send('PUT', 'goals/Signed%20up', { version: 1, definition: wider });
  expect(changed).toMatchObject({ status: 200, body: { ...wider, version: 2 } });

  const renamed = await send('PUT', 'goals/Signed%20up', { version: 2, definition: { ...wider, name: 'Joined' } });
  expect(renamed).toMatchObject({ status: 200, body: { name: 'Joined', version: 3 } });
  expect(await send('GET', 'goals/Signed%20up')).toMatchObject({ status: 404, body: { code: 'unknown_goal' } });
  const past = [
    { version: 3, definition: { ...wider, name: 'Joined' } },
    { version: 2, definition: wider },
    { version: 1, definition: goal },
  ];
  // By either name: it is one definition.
  expect((await send('GET', 'goals/Signed%20up/history')).body.versions).toMatchObject(past);
  expect((await send('GET', 'goals/Joined/history')).body.versions).toMatchObject(past);

  expect(await send('DELETE', 'goals/Joined?version=3')).toEqual({ status: 204, body: undefined });
  expect((await send('GET', 'goals')).body).toEqual({ goals: [] });
  // A name that comes again goes on counting, so that an old version number never fits a new state.
  expect(await send('POST', 'goals', wider)).toMatchObject({ body: { version: 3 } });

  const { entries } = (await send('GET', 'audit', undefined, ADMIN)).body as { entries: AuditEntry[] };
  const mine = entries.filter(({ detail }) => detail.startsWith('goal'));
  expect(mine.every(({ actor }) => actor.startsWith('token '))).toBe(true);
  expect(mine.map(({ action, detail }) => `${action}: ${detail}`).sort()).toEqual([
    'definition.changed: goal "Joined", version 3, before "Signed up"',
    'definition.changed: goal "Signed up", version 2',
    'definition.created: goal "Signed up", version 1',
    'definition.created: goal "Signed up", version 3',
    'definition.deleted: goal "Joined", version 4',
  ]);
});

test('of two who change one version at once, one is told that the other was first', async () => {
  const goal = { name: 'Raced', match: { events: ['x'] } };
  await send('POST', 'goals', goal);
  const attempts = Array.from({ length: 8 }, (_, i) =>
    send('PUT', 'goals/Raced', { version: 1, definition: { ...goal, match: { events: [`x${i}`] } } })
  );
  const statuses = (await Promise.all(attempts)).map(({ status }) => status).sort();
  expect(statuses).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
  expect(await send('PUT', 'goals/Raced', { version: 1, definition: goal })).toMatchObject({
    body: { code: 'version_conflict', detail: expect.stringContaining('it is at version 2, you know 1') },
  });
  expect(await send('DELETE', 'goals/Raced?version=1')).toMatchObject({ status: 409 });
});

test('what is wrong in a definition is named by its field', async () => {
  expect(await send('POST', 'features', { name: '', match: { events: ['x'] } })).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'name' }] },
  });
  expect(await send('POST', 'features', { name: 'x', match: {} })).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'match', message: 'a matcher names at least one event, path or filter' }] },
  });
  expect(await send('POST', 'funnels', { name: 'x', description: '', steps: [], window: '7 days' })).toMatchObject({
    status: 400,
    body: { errors: expect.arrayContaining([expect.objectContaining({ path: 'window' })]) },
  });
});

test('what a file manages is changed there alone', async () => {
  const file = proxy.catalog.definitions.edit({ actor: 'installation', managed: 'definitions.yaml' });
  const goal = { name: 'As code', match: { events: ['x'] } };
  await file.create('default', 'goal', goal);
  expect(await send('GET', 'goals/As%20code')).toMatchObject({ body: { managed_by: 'definitions.yaml' } });
  expect(await send('PUT', 'goals/As%20code', { version: 1, definition: goal })).toMatchObject({
    status: 409,
    body: { code: 'managed_by_file', detail: 'The goal "As code" is kept in definitions.yaml; change it there.' },
  });
  expect(await send('DELETE', 'goals/As%20code?version=1')).toMatchObject({ status: 409 });
});

test('a definition is not deleted without its version', async () => {
  const refused = {
    status: 400,
    body: { errors: [{ path: 'version', message: expect.stringMatching(/^is missing/) }] },
  };
  expect(await send('DELETE', 'goals/x')).toMatchObject(refused);
  expect(await send('DELETE', 'goals/x?version=new')).toMatchObject(refused);
});

test('a reader sees and tries, and changes nothing', async () => {
  const { token } = await proxy.catalog.tokens.create('default', 'read', 'a reader');
  const goal = { name: 'Mine', match: { events: ['x'] } };
  expect(await send('GET', 'goals', undefined, token)).toMatchObject({ status: 200 });
  expect(await send('POST', 'goals/dry-run', goal, token)).toMatchObject({ status: 200, body: { people: 0 } });
  for (const refused of [
    send('POST', 'goals', goal, token),
    send('PUT', 'goals/x', { version: 1, definition: goal }, token),
    send('DELETE', 'goals/x?version=1', undefined, token),
  ]) {
    expect(await refused).toMatchObject({ status: 403, body: { code: 'role_not_enough' } });
  }
});

test('each change moves the workspace’s revision, by which answers are kept, and no other’s', async () => {
  const { definitions } = proxy.catalog;
  const [mine, other] = [await definitions.revision('default'), await definitions.revision('demo')];
  await send('POST', 'goals', { name: 'Counted', match: { events: ['x'] } });
  expect([await definitions.revision('default'), await definitions.revision('demo')]).toEqual([mine + 1, other]);
});

const refers = (name: string, segment: string) => ({ name, rule: { segment, in: true } });

test('segments that refer to each other in a circle are refused', async () => {
  expect(await send('POST', 'segments', refers('Second', 'At Risk'))).toMatchObject({ status: 201 });
  expect(await send('POST', 'segments', refers('First', 'Second'))).toMatchObject({ status: 201 });
  const refused = {
    status: 422,
    body: { code: 'segment_cycle', detail: expect.stringContaining('First → Second → First') },
  };
  expect(await send('PUT', 'segments/Second', { version: 1, definition: refers('Second', 'First') })).toMatchObject(
    refused
  );
  // Who is in a behavioural segment depends on the use of features.
  const feature = { name: 'Round', match: { filter: { segment: 'Second', in: true } } };
  expect(await send('POST', 'features', feature)).toMatchObject({ status: 422, body: { code: 'segment_cycle' } });
  expect(names((await send('GET', 'segments')).body.segments)).toEqual(['First', 'Second']);
});

test('a segment that is not there is refused where it is named, with those that are', async () => {
  const rule = { and: [{ did: 'anything' }, { segment: 'Nobody', in: true }] };
  expect(await send('POST', 'segments', { name: 'x', rule })).toMatchObject({
    status: 422,
    body: {
      code: 'unknown_segment',
      detail: expect.stringContaining('There are: First, Second, At Risk, New Users, Power Users, Regular Users.'),
      errors: [{ path: 'rule.and.1.segment', message: 'there is no segment "Nobody"' }],
    },
  });
  const { version, managed_by, updated_at, updated_by, ...funnel } = (await send('GET', 'funnels/onboarding')).body;
  funnel.steps[1].match.filter = { segment: 'Nobody', in: true };
  expect(await send('PUT', 'funnels/onboarding', { version, definition: funnel })).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'definition.steps.1.match.filter.segment' }] },
  });
  expect([managed_by, typeof updated_at, updated_by]).toEqual([null, 'string', 'installation']);
});

test('a segment that others refer to is neither deleted nor renamed, and they are listed', async () => {
  await send('POST', 'goals', { name: 'By segment', match: { filter: { segment: 'First', in: false } } });
  const refused = {
    status: 409,
    body: { code: 'segment_in_use', detail: expect.stringContaining('goal "By segment" refers to it') },
  };
  expect(await send('DELETE', 'segments/First?version=1')).toMatchObject(refused);
  expect(await send('PUT', 'segments/First', { version: 1, definition: refers('Other', 'Second') })).toMatchObject(
    refused
  );
  expect(await send('DELETE', 'goals/By%20segment?version=1')).toMatchObject({ status: 204 });
  expect(await send('DELETE', 'segments/First?version=1')).toMatchObject({ status: 204 });
});
