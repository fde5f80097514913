import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Problem } from '../../problem';
import { ADMIN, testApp, type TestApp } from '../test-app';
import { expectProblem } from '../test-problem';

let proxy: TestApp;
beforeAll(async () => {
  proxy = await testApp();
});
afterAll(() => proxy.close());

describe('a path that leads nowhere', () => {
  test.each(['/nothing', '/api/v1/nothing', '/api/v2/query', '/api/v1/query/', '/HEALTH', '/api/v1/tokens/1/2'])(
    '%s is a 404, with a token or without',
    async (url) => {
      const problem = expectProblem(await proxy.inject({ url, token: ADMIN }), 404, 'not_found');
      expect(problem.detail).toContain(url);
      expectProblem(await proxy.inject({ method: 'POST', url }), 404, 'not_found');
    }
  );

  test.each(['/%', '/%zz', '/api/v1/tokens/%E0%A4%A', '/%c3%28'])('%s is no path', async (url) => {
    const response = await proxy.inject({ url, token: ADMIN });
    expect([400, 404, 405]).toContain(response.statusCode);
    expectProblem(response, response.statusCode, response.json<{ code: string }>().code);
  });
});

describe('a path that is not for this method', () => {
  test.each([
    ['POST', '/health', 'GET, HEAD'],
    ['GET', '/api/v1/query', 'POST'],
    ['GET', '/api/event', 'POST'],
    ['PUT', '/api/v1/events', 'POST'],
    ['DELETE', '/api/v1/sites', 'GET, HEAD, POST'],
    ['GET', '/api/v1/tokens/1', 'DELETE'],
    ['PATCH', '/api/v1/usage-trends', 'GET, HEAD'],
  ] as const)('%s %s is a 405 that says for which it is', async (method, url, allow) => {
    const response = await proxy.inject({ method, url, token: ADMIN });
    const problem = expectProblem(response, 405, 'method_not_allowed');
    expect(response.headers.allow?.toString().split(', ').sort().join(', ')).toBe(allow);
    expect(problem.title).toBe('Method not allowed');
  });
});

describe('an error that nobody foresaw', () => {
  const secret = 'SELECT secret FROM /srv/data';
  const fail = () => {
    throw Object.assign(new Error(secret), { statusCode: 503 });
  };

  test.each([
    ['in a question', { ask: fail }, { url: '/api/v1/usage-trends' }],
    ['in the health', { health: fail }, { url: '/health' }],
    ['in ingestion', { ingestion: fail }, { method: 'POST', url: '/api/v1/events', payload: { events: [{}] } }],
  ] as const)('%s shows nothing of itself', async (_, overrides, request) => {
    const failing = await testApp(overrides);
    const response = await failing.inject({ ...request, token: ADMIN });
    const problem = expectProblem(response, 500, 'internal_error');
    expect(JSON.stringify(problem)).not.toMatch(/secret|SELECT|srv|\.ts/);
    await failing.close();
  });

  test('in the catalog shows nothing of itself', async () => {
    const failing = await testApp();
    await failing.catalog.close();
    const response = await failing.inject({ url: '/api/v1/funnels', token: ADMIN });
    expectProblem(response, 500, 'internal_error');
    expect(response.body).not.toMatch(/sqlite|database|destroyed/i);
    await failing.app.close();
  });
});

test('what the framework refuses is a problem as well', async () => {
  const request = { method: 'POST', url: '/api/v1/query', token: ADMIN } as const;
  expectProblem(await proxy.inject({ ...request, headers: { 'content-type': 'application/json' } }), 400, 'no_body');
  expectProblem(
    await proxy.inject({ ...request, headers: { 'content-type': ';;' }, payload: '{}' }),
    415,
    'wrong_content_type'
  );
});

test('what is not available for a moment says when to try again', async () => {
  const starting = await testApp({
    ingestion: () => {
      throw new Problem(503, 'starting', 'The event store is starting.');
    },
  });
  const response = await starting.inject({
    method: 'POST',
    url: '/api/v1/events',
    payload: { events: [{}] },
    token: ADMIN,
  });
  expectProblem(response, 503, 'starting');
  expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
  await starting.close();
});
