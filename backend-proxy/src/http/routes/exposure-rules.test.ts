import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import { NOW, testApp, type TestApp } from '../test-app';

let engine: TestStore;
let proxy: TestApp;
let editor: string;
beforeAll(async () => {
  engine = await startTestStore();
  const { store } = engine;
  proxy = await testApp({ store });
  editor = (await proxy.catalog.tokens.create('default', 'edit')).token;
  const shown = (user_id: string, props: Record<string, string>, name = 'shown') => {
    return { workspace: 'default', user_id, name, props, time: NOW - 86_400_000 };
  };
  await load(store, [
    shown('ana', { experiment: 'price', variant: 'low' }),
    shown('bob', { experiment: 'price', variant: 'high' }),
    shown('cy', { flag: 'menu', value: 'new' }),
    shown('dan', { flag: 'menu', value: 'old' }),
    shown('eve', { flag: 'help', value: 'on' }),
    shown('fay', { flag: 'menu', value: 'old' }, 'opened'),
  ]);
});
afterAll(async () => {
  await proxy.close();
  await engine.stop();
});

async function send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object | string) {
  const headers = typeof payload === 'string' ? { 'content-type': 'application/yaml' } : {};
  const response = await proxy.inject({ method, url: `/api/v1/${url}`, token: editor, headers, ...{ payload } });
  return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
}

/** What the earlier service's door says: experiment, variant, people. */
async function results(): Promise<string[]> {
  const { body } = await send('GET', 'experiment-results');
  type Result = { experiment_id: string; variants: Array<{ name: string; assignments: number }> };
  return (body as Result[])
    .flatMap(({ experiment_id, variants }) => variants.map((v) => `${experiment_id} ${v.name} ${v.assignments}`))
    .toSorted();
}

test('experiments go by the rules that the workspace defines, also in the form of the earlier service', async () => {
  expect(await results()).toEqual(['price high 1', 'price low 1']);
  const rule = { name: 'flags', experiment: ['flag'], variant: 'value' };
  expect(await send('POST', 'exposure_rules/dry-run', rule)).toMatchObject({ status: 200, body: { people: 4 } });
  expect(await send('POST', 'exposure_rules', rule)).toMatchObject({ status: 201, body: { ...rule, version: 1 } });
  expect(await results()).toEqual(['help on 1', 'menu new 1', 'menu old 2']);

  const definition = { ...rule, match: { events: ['shown'] }, experiments: ['menu'] };
  expect(await send('POST', 'exposure_rules/dry-run', definition)).toMatchObject({ body: { people: 2 } });
  expect(await send('PUT', 'exposure_rules/flags', { version: 1, definition })).toMatchObject({ status: 200 });
  expect(await send('PUT', 'exposure_rules/flags', { version: 1, definition })).toMatchObject({ status: 409 });
  expect(await results()).toEqual(['menu new 1', 'menu old 1']);
  expect((await send('GET', 'exposure_rules/flags/history')).body.versions).toMatchObject([
    { version: 2, definition },
    { version: 1, definition: rule },
  ]);
  expect(await send('DELETE', 'exposure_rules/flags?version=2')).toMatchObject({ status: 204 });
  expect(await results()).toEqual(['price high 1', 'price low 1']);
});

test('a file has them, and what is there is printed as a file has it', async () => {
  const text = 'exposure_rules:\n  - { name: flags, experiment: [flag], variant: value }\n  - { name: tracker }\n';
  const apply = (file: string) => send('POST', 'definitions/apply?file=rules.yaml', file);
  expect((await apply(text)).body.workspaces[0].changes).toMatchObject([
    { kind: 'exposure_rule', name: 'flags', change: 'create' },
    { kind: 'exposure_rule', name: 'tracker', change: 'create' },
  ]);
  expect(await results()).toEqual(['help on 1', 'menu new 1', 'menu old 2', 'price high 1', 'price low 1']);
  const { exposure_rules } = (await send('GET', 'definitions')).body;
  expect(exposure_rules).toEqual([
    { name: 'flags', experiment: ['flag'], variant: 'value' },
    { name: 'tracker', experiment: ['experiment', 'experimentId'], variant: 'variant' },
  ]);
  // Said again, in full: nothing changes.
  expect((await apply(JSON.stringify({ exposure_rules }))).body.workspaces[0].changes).toEqual([]);
  expect((await apply('exposure_rules: []')).body.workspaces[0].changes).toMatchObject([
    { name: 'flags', change: 'delete' },
    { name: 'tracker', change: 'delete' },
  ]);
});

test.each([
  [{ name: '' }, 'name'],
  [{ name: 'x', experiment: [] }, 'experiment'],
  [{ name: 'x', variant: '' }, 'variant'],
  [{ name: 'x', experiments: [] }, 'experiments'],
  [{ name: 'x', match: {} }, 'match'],
])('%j is refused', async (rule, path) => {
  expect(await send('POST', 'exposure_rules', rule)).toMatchObject({ status: 400, body: { errors: [{ path }] } });
});

test('more rules than can be asked at once are refused', async () => {
  const file = (count: number) =>
    JSON.stringify({ exposure_rules: Array.from({ length: count }, (_, i) => ({ name: `r${i}` })) });
  expect(await send('POST', 'definitions/apply?file=many.yaml', file(21))).toMatchObject({
    status: 422,
    body: { code: 'too_many_exposure_rules' },
  });
  expect(await send('POST', 'definitions/apply?file=many.yaml', file(20))).toMatchObject({ status: 200 });
  expect(await send('POST', 'exposure_rules', { name: 'one more' })).toMatchObject({ status: 422 });
  expect(await results()).toEqual(['price high 1', 'price low 1']);
});
