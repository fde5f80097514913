import { afterEach, describe, expect, test } from 'vitest';
import { ADMIN, oneNumber, testApp, type TestApp } from '../test-app';
import { expectProblem } from '../test-problem';

let proxy: TestApp;
afterEach(() => proxy.close());

const CONFIG = { anonymousRead: undefined, corsAllowedOrigins: [], trustedProxies: [] };

test('the page is Prometheus’s text, open to all, with each answered request', async () => {
  proxy = await testApp();
  await proxy.inject({ url: '/api/v1/funnel/unheard-of', token: ADMIN });
  await proxy.inject({ url: '/nowhere/at/all' });
  const response = await proxy.inject({ url: '/metrics' });
  expect(response.statusCode).toBe(200);
  expect(response.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(response.body).toContain(
    'analytics_api_requests_total{endpoint="/api/v1/funnel/:name",method="GET",status="404"} 1'
  );
  expect(response.body).toContain('analytics_api_requests_total{endpoint="none",method="GET",status="404"} 1');
  expect(response.body).not.toContain('unheard-of');
});

test('a token is asked for where one is set', async () => {
  proxy = await testApp({ config: { ...CONFIG, metricsToken: 'scrape-me' } });
  expectProblem(await proxy.inject({ url: '/metrics' }), 401, 'no_token');
  expectProblem(await proxy.inject({ url: '/metrics', token: ADMIN }), 401, 'no_token');
  expect((await proxy.inject({ url: '/metrics', token: 'scrape-me' })).statusCode).toBe(200);
  // It opens no other door.
  expectProblem(await proxy.inject({ url: '/api/v1/usage-trends', token: 'scrape-me' }), 401, 'bad_token');
});

describe('a refresh', () => {
  const refresh = (token = ADMIN, workspace?: string) =>
    proxy.inject({
      method: 'POST',
      url: '/api/v1/metrics/refresh',
      token,
      headers: workspace ? { 'x-workspace': workspace } : {},
    });

  test('forgets the workspace’s answers, and brings the page up to date', async () => {
    const forgotten: string[] = [];
    let people = 1;
    proxy = await testApp({
      refreshAnswers: (workspace) => forgotten.push(workspace),
      ask: async () => {
        const answered = oneNumber(people);
        answered.frames[0]!.schema.fields[0]!.name = 'total_users';
        return answered;
      },
    });
    const shown = async () =>
      /^analytics_total_users (\d+)$/m.exec((await proxy.inject({ url: '/metrics' })).body)?.[1];
    expect(await shown()).toBeUndefined();
    expect((await refresh()).json()).toEqual({ status: 'success', message: expect.any(String) });
    expect(await shown()).toBe('1');
    people = 2;
    expect(await shown()).toBe('1');
    await refresh();
    expect(await shown()).toBe('2');
    people = 3;
    expect((await refresh(ADMIN, 'demo')).statusCode).toBe(200);
    expect(await shown()).toBe('2');
    expect(forgotten).toEqual(['default', 'default', 'demo']);
  });

  test('needs a token that may edit', async () => {
    proxy = await testApp();
    const { token } = await proxy.catalog.tokens.create('default', 'read');
    expectProblem(await refresh(token), 403, 'role_not_enough');
    expect((await proxy.inject({ method: 'POST', url: '/api/v1/metrics/refresh' })).statusCode).toBe(401);
  });
});
