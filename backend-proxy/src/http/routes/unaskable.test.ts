import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../../test/engine';
import { refuseUnaskable } from '../../answer/refuse-unaskable';
import { testApp, type TestApp } from '../test-app';

let engine: TestStore;
let proxy: TestApp;
let editor: string;
beforeAll(async () => {
  engine = await startTestStore();
  proxy = await testApp({ refuseUnaskable: (definitions) => refuseUnaskable(definitions, () => engine.store) });
  editor = (await proxy.catalog.tokens.create('default', 'edit')).token;
});
afterAll(async () => {
  await proxy.close();
  await engine.stop();
});

async function send(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object | string) {
  const headers = typeof payload === 'string' ? { 'content-type': 'application/yaml' } : {};
  const response = await proxy.inject({ method, url: `/api/v1/${url}`, token: editor, headers, ...{ payload } });
  return { status: response.statusCode, body: response.json() };
}

const by = (value: string) => ({ filter: { property: 'page.path', op: 'regex', value } });
const refused = (...paths: string[]) => ({
  status: 422,
  body: { code: 'bad_regex', errors: paths.map((path) => ({ path })) },
});

test.each([
  ['malformed', '/docs/(?<='],
  ['of another dialect', '(a)\\1'],
  ['too large once it is spelled out', '((a{100}){100}){100}'],
  ['too long', 'a'.repeat(501)],
])('an expression that is %s is refused where it is stored, by its place', async (_, value) => {
  const goal = { name: 'Bad', match: by(value) };
  expect(await send('POST', 'goals', goal)).toMatchObject(refused('match.filter.value'));
  expect(await send('GET', 'goals/Bad')).toMatchObject({ status: 404 });
});

test('what asks an event about its session is refused where it is stored, by its place', async () => {
  const ofSession = { filter: { and: [{ property: 'session.source', op: 'eq', value: 'Google' }] } };
  const of = (...paths: string[]) => ({
    status: 422,
    body: { code: 'session_property', errors: paths.map((path) => ({ path })) },
  });
  const place = 'filter.and.0.property';
  expect(await send('POST', 'goals', { name: 'S', match: ofSession })).toMatchObject(of(`match.${place}`));
  expect(await send('GET', 'goals/S')).toMatchObject({ status: 404 });
  const feature = { name: 'S', match: { events: ['x'] }, eligible: ofSession };
  expect(await send('POST', 'features', feature)).toMatchObject(of(`eligible.${place}`));
  const rule = { not: { did: ofSession } };
  expect(await send('POST', 'segments', { name: 'S', rule })).toMatchObject(of(`rule.not.did.${place}`));
  const steps = [
    { name: 'A', match: ofSession },
    { name: 'B', match: ofSession },
  ];
  const funnel = { name: 'S', description: '', window: '1d', steps };
  expect(await send('POST', 'funnels', funnel)).toMatchObject(of(`steps.0.match.${place}`, `steps.1.match.${place}`));
  expect(await send('POST', 'exposure_rules', { name: 'S', match: ofSession })).toMatchObject(of(`match.${place}`));
  const file = JSON.stringify({ features: [feature] });
  expect(await send('POST', 'definitions/apply?file=x.yaml', file)).toMatchObject(of(`features.0.eligible.${place}`));
});

test('also within a segment, a funnel, a change, and a file, of which then nothing is stored', async () => {
  const wrong = by('(');
  const rule = { not: { did: wrong } };
  expect(await send('POST', 'segments', { name: 'S', rule })).toMatchObject(refused('rule.not.did.filter.value'));
  const steps = [
    { name: 'A', match: by('a.*') },
    { name: 'B', match: wrong },
  ];
  const funnel = { name: 'F', description: '', window: '1d', steps };
  expect(await send('POST', 'funnels', funnel)).toMatchObject(refused('steps.1.match.filter.value'));

  const goal = { name: 'Good', match: by('^/docs(/.*)?$') };
  expect(await send('POST', 'goals', goal)).toMatchObject({ status: 201 });
  const change = { version: 1, definition: { ...goal, match: wrong } };
  expect(await send('PUT', 'goals/Good', change)).toMatchObject(refused('definition.match.filter.value'));
  expect(await send('GET', 'goals/Good')).toMatchObject({ body: { version: 1, match: goal.match } });

  const file = (dryRun: boolean) =>
    send(
      'POST',
      `definitions/apply?file=x.yaml&dry_run=${dryRun}`,
      JSON.stringify({ goals: [{ name: 'Fine', match: { events: ['x'] } }], features: [{ name: 'Bad', match: wrong }] })
    );
  expect(await file(true)).toMatchObject(refused('features.0.match.filter.value'));
  expect(await file(false)).toMatchObject(refused('features.0.match.filter.value'));
  expect(await send('GET', 'goals/Fine')).toMatchObject({ status: 404 });
});
