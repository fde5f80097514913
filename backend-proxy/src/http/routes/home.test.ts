import { afterEach, describe, expect, it } from 'vitest';
import { Problem } from '../../problem';
import type { AppDeps } from '../deps';
import { ADMIN, testApp, type TestApp } from '../test-app';

const DEMO_OPEN: AppDeps['config'] = { anonymousRead: 'demo', corsAllowedOrigins: [], trustedProxies: [] };

let test: TestApp;
afterEach(() => test.close());

/** Follows a link with a token, as a browser does; resolves to the session's cookie. */
async function enter(token: string, path = '/'): Promise<string> {
  const { statusCode, headers } = await test.inject({ url: `${path}?token=${token}` });
  expect(statusCode).toBe(303);
  return String(headers['set-cookie']).split(';', 1)[0] as string;
}

describe('a link with a token', () => {
  it('becomes a session and leaves the address, the other choices staying', async () => {
    test = await testApp();
    const { token } = await test.catalog.tokens.create('default', 'read');
    const { statusCode, headers, body } = await test.inject({ url: `/usage?range=30d&token=${token}` });
    expect(statusCode).toBe(303);
    expect(headers.location).toBe('/usage?range=30d');
    expect(headers['set-cookie']).toMatch(/^fawkes_page_\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(headers['set-cookie']).not.toContain(token);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(body).toBe('');
  });

  it('opens its workspace, and its token stands nowhere in the page', async () => {
    test = await testApp();
    await test.catalog.workspaces.create('team');
    const { token } = await test.catalog.tokens.create('team', 'read');
    const cookie = await enter(token);
    const { statusCode, body } = await test.inject({ url: '/', headers: { cookie } });
    expect(statusCode).toBe(200);
    expect(body).toContain('The workspace team has received no event yet');
    expect(body).not.toContain(token);
    expect(body).not.toContain(cookie.split('=')[1]);
  });

  it('is answered by a page that says how to get one that holds, where the token is not known', async () => {
    test = await testApp({ config: DEMO_OPEN });
    const { statusCode, headers, body } = await test.inject({ url: '/?token=fwk_%3Cscript%3E' });
    expect(statusCode).toBe(401);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['set-cookie']).toBeUndefined();
    expect(body).toContain('Open the link with a token');
    expect(body).not.toContain('fwk_<');
    expect(body).not.toContain('fwk_&lt;');
  });

  it('does not open the page with a token that may only send events', async () => {
    test = await testApp();
    const { token } = await test.catalog.tokens.create('default', 'ingest');
    const { statusCode, body } = await test.inject({ url: `/?token=${token}` });
    expect(statusCode).toBe(403);
    expect(body).toContain('needs a token that may read');
  });
});

describe('the session’s cookie', () => {
  it('opens the page and never the API', async () => {
    test = await testApp();
    const cookie = await enter(ADMIN);
    for (const url of ['/', '/usage', '/funnels']) {
      expect((await test.inject({ url, headers: { cookie } })).statusCode).toBe(200);
    }
    for (const url of ['/api/v1/sites', '/api/v1/funnels', '/api/v1/usage-trends', '/api/v1/workspaces']) {
      expect((await test.inject({ url, headers: { cookie } })).statusCode).toBe(401);
    }
    const post = { method: 'POST' as const, url: '/api/v1/sites', payload: { domain: 'docs.example' } };
    expect((await test.inject({ ...post, headers: { cookie } })).statusCode).toBe(401);
  });

  it('is worth nothing once its token is revoked', async () => {
    test = await testApp();
    const { token, id } = await test.catalog.tokens.create('default', 'read');
    const cookie = await enter(token);
    await test.catalog.tokens.revoke('default', id);
    expect((await test.inject({ url: '/', headers: { cookie } })).statusCode).toBe(401);
  });

  it('is no token by itself, and one that is made up opens nothing', async () => {
    test = await testApp();
    const cookie = await enter(ADMIN);
    const id = cookie.split('=')[1] as string;
    expect((await test.inject({ url: '/api/v1/sites', token: id })).statusCode).toBe(401);
    const forged = cookie.replace(id, 'a'.repeat(43));
    expect((await test.inject({ url: '/', headers: { cookie: forged } })).statusCode).toBe(401);
  });

  it('is kept to TLS where the page came by it', async () => {
    test = await testApp({ config: { ...DEMO_OPEN, anonymousRead: 'default', trustedProxies: ['127.0.0.1'] } });
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'stats.example' };
    const answered = await test.inject({ url: `/?token=${ADMIN}`, headers });
    expect(answered.headers['set-cookie']).toMatch(/; Secure$/);
    expect((await test.inject({ url: '/', headers })).body).toContain('https://stats.example/js/script.js');
  });
});

describe('whose numbers are shown', () => {
  it('nobody’s to nobody: a page says how it is opened', async () => {
    test = await testApp();
    const { statusCode, headers, body } = await test.inject({ url: '/funnels' });
    expect(statusCode).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer');
    expect(body).toContain('<h1>Not signed in</h1>');
    expect(body).toContain('/?token=fwk_…');
  });

  it('the open workspace’s to everyone, and no other', async () => {
    test = await testApp({ config: DEMO_OPEN });
    expect((await test.inject({ url: '/' })).body).toContain('<strong>Demo data</strong>');
    expect((await test.inject({ url: '/?workspace=default' })).statusCode).toBe(403);
  });

  it('any to the installation’s tokens, which may choose', async () => {
    test = await testApp();
    const cookie = await enter(ADMIN);
    const own = await test.inject({ url: '/', headers: { cookie } });
    expect(own.body).toContain('<option value="default" selected>default</option>');
    const other = await test.inject({ url: '/?workspace=demo', headers: { cookie } });
    expect(other.body).toContain('<strong>Demo data</strong>');
    expect((await test.inject({ url: '/?workspace=none', headers: { cookie } })).statusCode).toBe(404);
  });

  it('only its own to a token of one workspace', async () => {
    test = await testApp();
    const { token } = await test.catalog.tokens.create('default', 'read');
    const cookie = await enter(token);
    expect((await test.inject({ url: '/?workspace=demo', headers: { cookie } })).statusCode).toBe(403);
  });
});

describe('choices that cannot be', () => {
  it.each([
    ['/?range=5d', 400, 'a range is one of 1h, 6h, 24h, 7d, 30d, 90d'],
    ['/?range=7d&range=30d', 400, 'a range is one of'],
    ['/?site=other.example', 400, 'The workspace demo has no site other.example.'],
    ['/?site=%3Cscript%3E', 400, 'a domain such as docs.example'],
    ['/?timezone=Mars/Base', 400, 'not a time zone of the IANA database'],
    [
      '/funnels?funnel=none',
      404,
      'There is no funnel &quot;none&quot;. Defined are: deployment, onboarding, service_creation.',
    ],
    ['/?token=a&token=b', 400, 'more than one token'],
    ['/?workspace=..%2F', 403, 'You may not act in the workspace'],
  ])('%s is refused by a page of status %i', async (url, status, text) => {
    test = await testApp({ config: DEMO_OPEN });
    const { statusCode, headers, body } = await test.inject({ url });
    expect(statusCode).toBe(status);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain(text);
    expect(body).not.toContain('<script');
  });

  it('an empty one is none: a form sends all its fields', async () => {
    test = await testApp({ config: DEMO_OPEN });
    expect((await test.inject({ url: '/?site=&range=&timezone=&workspace=&funnel=' })).statusCode).toBe(200);
  });
});

describe('when it cannot answer', () => {
  it('waits while the event store starts, by a page that asks again', async () => {
    const ask = () => Promise.reject(new Problem(503, 'starting', 'The event store is starting.'));
    test = await testApp({ config: DEMO_OPEN, ask });
    const { statusCode, headers, body } = await test.inject({ url: '/' });
    expect(statusCode).toBe(503);
    expect(headers['retry-after']).toBe('3');
    expect(body).toContain('<meta http-equiv="refresh" content="3" />');
    expect(body).toContain('The event store is starting.');
  });

  it('shows nothing of an error that nobody foresaw', async () => {
    test = await testApp({ config: DEMO_OPEN, ask: () => Promise.reject(new Error('secret SQL')) });
    const { statusCode, body } = await test.inject({ url: '/' });
    expect(statusCode).toBe(500);
    expect(body).not.toContain('secret');
  });
});

it('runs no script and takes no style but the style sheet, which browsers may keep', async () => {
  test = await testApp({ config: DEMO_OPEN });
  const { headers, body } = await test.inject({ url: '/' });
  expect(headers['content-security-policy']).toBe(
    "default-src 'none';style-src 'self';img-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'"
  );
  expect(body).not.toMatch(/<script|<style| style=| on\w+=/);
  const links = [...body.matchAll(/<link [^>]*href="([^"]+)"/g)].map(([, href]) => href as string);
  expect(links).toHaveLength(2);
  for (const url of links) {
    const asset = await test.inject({ url });
    expect(asset.statusCode).toBe(200);
    expect(asset.headers['content-type']).toMatch(/^(text\/css|image\/svg\+xml)/);
    expect(asset.headers['cache-control']).toContain('immutable');
  }
});

it('is no part of the API’s documentation', async () => {
  test = await testApp();
  const { paths } = (await test.inject({ url: '/docs/json' })).json<{ paths: Record<string, unknown> }>();
  expect(Object.keys(paths)).not.toContain('/');
  expect(Object.keys(paths).some((path) => path.startsWith('/assets'))).toBe(false);
});
