import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, testApp, type TestApp } from '../test-app';
import { expectProblem } from '../test-problem';

let proxy: TestApp;
beforeAll(async () => {
  proxy = await testApp();
});
afterAll(() => proxy.close());

const create = (payload: object, token = ADMIN) =>
  proxy.inject({ method: 'POST', url: '/api/v1/workspaces', token, payload });

test('a workspace comes with features and funnels and no sites', async () => {
  const response = await create({ name: 'acme' });
  expect([response.statusCode, response.json()]).toEqual([201, { name: 'acme' }]);
  const list = await proxy.inject({ url: '/api/v1/workspaces', token: ADMIN });
  expect(list.json()).toEqual({ workspaces: ['acme', 'default', 'demo'] });
  const at = (url: string) => proxy.inject({ url, token: ADMIN, headers: { 'x-workspace': 'acme' } });
  expect((await at('/api/v1/features')).json<{ features: unknown[] }>().features).toHaveLength(5);
  expect((await at('/api/v1/funnels')).json<{ funnels: unknown[] }>().funnels).toHaveLength(3);
  expect((await at('/api/v1/sites')).json()).toEqual({ sites: [] });
});

test('a name is taken once', async () => {
  expectProblem(await create({ name: 'demo' }), 409, 'workspace_exists');
});

test.each(['', 'Acme', '-acme', 'a b', '../etc', 'x'.repeat(64), "'; --", 'a\u0000'])('%j is no name', async (name) => {
  expectProblem(await create({ name }), 400, 'invalid_request');
});

test('a workspace’s own admin sees and makes no others', async () => {
  const { token } = await proxy.catalog.tokens.create('default', 'admin');
  expectProblem(await proxy.inject({ url: '/api/v1/workspaces', token }), 403, 'role_not_enough');
  expectProblem(await create({ name: 'mine' }, token), 403, 'role_not_enough');
});
