import { afterEach, describe, expect, test } from 'vitest';
import { ADMIN, testApp, type TestApp } from '../test-app';

let proxy: TestApp;
afterEach(() => proxy.close());

const config = (changes: object) => ({
  config: { anonymousRead: undefined, corsAllowedOrigins: [], trustedProxies: [], ...changes },
});
const view = { name: 'pageview', url: 'https://docs.example/a', domain: 'docs.example' };
const PAGE = 'https://docs.example';

const preflight = (url: string, method = 'POST', origin = PAGE) =>
  proxy.inject({
    method: 'OPTIONS',
    url,
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'content-type',
    },
  });

describe('pages of any origin', () => {
  test('may post to /api/event and read what came of it', async () => {
    proxy = await testApp();
    const allowed = await preflight('/api/event');
    expect(allowed.statusCode).toBe(204);
    expect(allowed.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type',
    });
    const response = await proxy.inject({
      method: 'POST',
      url: '/api/event',
      headers: { origin: PAGE },
      payload: view,
    });
    expect(response.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'x-plausible-dropped',
      'cross-origin-resource-policy': 'cross-origin',
    });
  });

  test.each(['/health', '/api/v1/events', '/api/v1/query', '/api/event/', '/api/events', '/docs/json'])(
    'may not call %s',
    async (url) => {
      proxy = await testApp();
      const responses = [await preflight(url), await proxy.inject({ url, token: ADMIN, headers: { origin: PAGE } })];
      for (const { headers } of responses) {
        expect(headers['access-control-allow-origin']).toBeUndefined();
        expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      }
    }
  );
});

test('the origins that are allowed may call the rest, others may not', async () => {
  proxy = await testApp(config({ corsAllowedOrigins: ['https://grafana.example'] }));
  const allowed = await preflight('/api/v1/query', 'POST', 'https://grafana.example');
  expect(allowed.headers['access-control-allow-origin']).toBe('https://grafana.example');
  expect(allowed.headers.vary).toContain('Origin');
  const asked = await proxy.inject({ url: '/api/v1/nothing', headers: { origin: 'https://grafana.example' } });
  expect(asked.headers['access-control-expose-headers']).toBe(
    'Retry-After, Content-Disposition, Allow, WWW-Authenticate'
  );
  const changing = await preflight('/api/v1/funnels/a', 'PUT', 'https://grafana.example');
  expect(changing.headers['access-control-allow-methods']).toContain('PUT');
  const refused = await preflight('/api/v1/query', 'POST', 'https://grafana.example.evil');
  expect(refused.headers['access-control-allow-origin']).toBeUndefined();
});

test('every answer holds browsers back', async () => {
  proxy = await testApp();
  for (const url of ['/health', '/api/v1/funnels', '/nothing', '/docs/json']) {
    const { headers } = await proxy.inject({ url });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("default-src 'self'"),
    });
    // TLS ends in front of the proxy: what it cannot keep it does not demand.
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    expect(headers['x-powered-by']).toBeUndefined();
  }
});

describe('the address of a visitor', () => {
  /** The visitor id of one event, sent through a peer that says it is for another. */
  async function visitor(trustedProxies: string[], peer: string, forwarded?: string): Promise<string> {
    proxy.accepted.length = 0;
    await proxy.inject({
      method: 'POST',
      url: '/api/event',
      remoteAddress: peer,
      headers: { ...(forwarded ? { 'x-forwarded-for': forwarded } : {}), 'user-agent': `${peer} ${trustedProxies}` },
      payload: { ...view, name: 'Click' },
    });
    return proxy.accepted[0]?.visitor_id ?? '';
  }

  async function withProxies(trustedProxies: string[]) {
    proxy = await testApp(config({ trustedProxies }));
    await proxy.catalog.sites.add('default', 'docs.example');
    return (peer: string, forwarded?: string) => visitor(trustedProxies, peer, forwarded);
  }

  test('is the peer’s own where no proxy is trusted, whatever it says', async () => {
    const of = await withProxies([]);
    expect(await of('198.51.100.1', '203.0.113.7')).toBe(await of('198.51.100.1', '203.0.113.8'));
  });

  test('is what a trusted proxy says, and only such a one', async () => {
    const of = await withProxies(['10.0.0.0/8']);
    expect(await of('10.1.2.3', '203.0.113.7')).not.toBe(await of('10.1.2.3', '203.0.113.8'));
    expect(await of('198.51.100.1', '203.0.113.7')).toBe(await of('198.51.100.1', '203.0.113.8'));
  });

  test('is the last that no trusted proxy added, so that a visitor cannot make one up', async () => {
    const of = await withProxies(['10.0.0.0/8']);
    expect(await of('10.1.2.3', '1.1.1.1, 203.0.113.7')).toBe(await of('10.1.2.3', '2.2.2.2, 203.0.113.7'));
    expect(await of('10.1.2.3', '203.0.113.7, 10.9.9.9')).toBe(await of('10.1.2.3', '203.0.113.7'));
  });
});
