import { afterAll, beforeAll, expect, test } from 'vitest';
import { columns } from '../../../test/ask';
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
  const seen = { ana: 20, bob: 9 };
  await load(
    store,
    Object.entries(seen).map(([user_id, days]) => ({ workspace: 'default', user_id, time: NOW - days * 86_400_000 }))
  );
});
afterAll(async () => {
  await proxy.close();
  await engine.stop();
});

async function send(method: 'POST' | 'PUT', url: string, payload: object) {
  const response = await proxy.inject({ method, url: `/api/v1/${url}`, token: editor, payload });
  return { status: response.statusCode, body: response.json() };
}

/** Of At Risk, New, Power and Regular Users. */
async function sizes(): Promise<unknown> {
  const query = { refId: 'A', v: 1, kind: 'segments', range: { last: '7d' } };
  const { body } = await send('POST', 'query', { queries: [query] });
  return columns(body.results.A)['people'];
}

test('a workspace cuts its behavioural segments where it says, from then on', async () => {
  expect(await sizes()).toEqual([1, 1, 0, 0]);
  const rules = { name: 'behavioural', riskDays: 30 };
  expect(await send('POST', 'segment_rules/dry-run', rules)).toMatchObject({ status: 200, body: { people: 2 } });
  expect(await send('POST', 'segment_rules', rules)).toMatchObject({ status: 201, body: { ...rules, version: 1 } });
  expect(await sizes()).toEqual([0, 1, 0, 1]);
  const definition = { ...rules, newDays: 7 };
  expect(await send('PUT', 'segment_rules/behavioural', { version: 1, definition })).toMatchObject({ status: 200 });
  expect(await sizes()).toEqual([0, 0, 0, 2]);
});

test.each([
  [{ name: 'mine' }, 'name'],
  [{ name: 'behavioural', riskDays: 90 }, ''],
  [{ name: 'behavioural', newDays: 0 }, 'newDays'],
  [{ name: 'behavioural', colour: 'red' }, ''],
])('%j is refused', async (rules, path) => {
  expect(await send('POST', 'segment_rules', rules)).toMatchObject({ status: 400, body: { errors: [{ path }] } });
});
