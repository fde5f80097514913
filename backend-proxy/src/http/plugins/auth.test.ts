import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, testApp, type TestApp } from '../test-app';
import { expectProblem } from '../test-problem';
import { auth } from './auth';

let proxy: TestApp;
beforeAll(async () => {
  proxy = await testApp();
});
afterAll(() => proxy.close());

const FUNNELS = { url: '/api/v1/funnels' };

describe('without a token', () => {
  test.each([
    ['GET', '/api/v1/funnels'],
    ['GET', '/api/v1/usage-trends'],
    ['POST', '/api/v1/query'],
    ['POST', '/api/v1/events'],
    ['POST', '/api/v1/sites'],
    ['DELETE', '/api/v1/tokens/1'],
    ['POST', '/api/v1/workspaces'],
  ] as const)('%s %s is a 401 that says how', async (method, url) => {
    const response = await proxy.inject({ method, url });
    const problem = expectProblem(response, 401, 'no_token');
    expect(problem.detail).toContain('Authorization: Bearer');
    expect(response.headers['www-authenticate']).toBe('Bearer');
  });

  test('the body of a stranger is not read', async () => {
    const payload = 'x'.repeat(20 * 1024 * 1024);
    const headers = { 'content-type': 'application/json' };
    expectProblem(await proxy.inject({ method: 'POST', url: '/api/v1/events', headers, payload }), 401, 'no_token');
  });
});

test.each([
  'Bearer fwk_nobody',
  'bearer fwk_nobody',
  'Bearer',
  'Basic YWRtaW46',
  'fwk_nobody',
  `Bearer ${ADMIN} x`,
  '',
])('a token that is none: %j', async (authorization) => {
  proxy = await testApp();
  const response = await proxy.inject({ ...FUNNELS, headers: { authorization } });
  expectProblem(response, 401, 'bad_token');
  expect(response.headers['www-authenticate']).toBe('Bearer');
  expect(response.body).not.toContain('nobody');
});

test('a token in the path, the query or a cookie is none', async () => {
  const request = { url: `/api/v1/funnels?token=${ADMIN}`, headers: { cookie: `token=${ADMIN}` } };
  expectProblem(await proxy.inject(request), 401, 'no_token');
});

describe('the header X-Workspace', () => {
  const at = (workspace: string, token: string) =>
    proxy.inject({ ...FUNNELS, token, headers: { 'x-workspace': workspace } });

  test('chooses for the installation’s token, which is at home in default', async () => {
    await proxy.catalog.workspaces.create('acme');
    expect((await at('acme', ADMIN)).statusCode).toBe(200);
    expectProblem(await at('nowhere', ADMIN), 404, 'unknown_workspace');
    expectProblem(await at("'; --", ADMIN), 404, 'unknown_workspace');
    expect((await proxy.inject({ ...FUNNELS, token: ADMIN })).statusCode).toBe(200);
  });

  test('may only repeat the workspace of any other token', async () => {
    const { token } = await proxy.catalog.tokens.create('default', 'admin');
    expect((await at('default', token)).statusCode).toBe(200);
    expectProblem(await at('demo', token), 403, 'other_workspace');
    // Whether a workspace exists is no stranger's business.
    expectProblem(await at('nowhere', token), 403, 'other_workspace');
  });
});

describe('reading without a token, where it is allowed', () => {
  let open: TestApp;
  beforeAll(async () => {
    open = await testApp({ config: { anonymousRead: 'demo', corsAllowedOrigins: [], trustedProxies: [] } });
  });
  afterAll(() => open.close());

  test('reads that workspace and no other', async () => {
    expect((await open.inject(FUNNELS)).statusCode).toBe(200);
    const payload = { queries: [{ v: 1, kind: 'trends', range: { last: '1h' }, measures: [{ measure: 'events' }] }] };
    const response = await open.inject({ method: 'POST', url: '/api/v1/query', payload });
    expect(response.json()).toMatchObject({ results: { A: { meta: { workspace: 'demo', demo: true } } } });
    const other = { ...FUNNELS, headers: { 'x-workspace': 'default' } };
    expectProblem(await open.inject(other), 403, 'other_workspace');
  });

  test('reads, and does nothing else', async () => {
    const add = { method: 'POST', url: '/api/v1/sites', payload: { domain: 'a.example' } } as const;
    expect(expectProblem(await open.inject(add), 403, 'role_not_enough').detail).toBe(
      'This needs the role edit; without a token the workspace "demo" may be read, and no more: send one.'
    );
    expectProblem(await open.inject({ url: '/api/v1/tokens' }), 403, 'role_not_enough');
    const send = { method: 'POST', url: '/api/v1/events', payload: { events: [{}] } } as const;
    expectProblem(await open.inject(send), 403, 'role_not_enough');
  });

  test('does not save a token that is wrong', async () => {
    expectProblem(await open.inject({ ...FUNNELS, token: 'fwk_nobody' }), 401, 'bad_token');
  });
});

test('a route that does not say who may call it is not registered', async () => {
  const app = fastify();
  await app.register(auth, { adminTokens: [], catalog: proxy.catalog, config: {} } as never);
  expect(() => app.get('/open', async () => 'all')).toThrow('GET /open does not say who may call it');
});
