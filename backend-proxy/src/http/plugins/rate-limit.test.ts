import { afterEach, describe, expect, test } from 'vitest';
import { ADMIN, testApp, type TestApp } from '../test-app';
import { expectProblem } from '../test-problem';

let proxy: TestApp;
afterEach(() => proxy.close());

const LIMIT = 3;

async function limited(changes: object = {}): Promise<void> {
  const config = { anonymousRead: undefined, corsAllowedOrigins: [], trustedProxies: [] };
  proxy = await testApp({ config: { ...config, rateLimitEvents: LIMIT, rateLimitApi: LIMIT, ...changes } });
  await proxy.catalog.sites.add('default', 'docs.example');
}

const post = (remoteAddress: string, headers: Record<string, string> = {}) =>
  proxy.inject({
    method: 'POST',
    url: '/api/event',
    remoteAddress,
    headers,
    payload: { n: 'Click', u: 'https://docs.example/', d: 'docs.example' },
  });

async function statuses(ask: () => Promise<{ statusCode: number }>): Promise<number[]> {
  const all: number[] = [];
  for (let i = 0; i <= LIMIT; i++) {
    all.push((await ask()).statusCode);
  }
  return all;
}

const HELD_BACK = [202, 202, 202, 429];
const FREE = [202, 202, 202, 202];

describe('trackers', () => {
  test('are held back by address, told when to go on, and counted', async () => {
    await limited();
    expect(await statuses(() => post('198.51.100.1'))).toEqual(HELD_BACK);
    const response = await post('198.51.100.1', { origin: 'https://docs.example' });
    const problem = expectProblem(response, 429, 'too_many_requests');
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(response.headers['retry-after'])).toBeLessThanOrEqual(60);
    // A page can read it, and it says nothing of the address.
    expect(response.headers['access-control-allow-origin']).toBe('*');
    expect(problem.detail).not.toContain('198.51');
    expect((await post('198.51.100.2')).statusCode).toBe(202);
    expect(proxy.accepted).toHaveLength(LIMIT + 1);
    const unknown = await proxy.inject({ url: '/api/v1/sites/unknown', token: ADMIN });
    expect(unknown.json()).toMatchObject({ limited: 2 });
  });

  test('of one IPv6 network are one', async () => {
    await limited();
    let host = 0;
    expect(await statuses(() => post(`2001:db8:1:2::${++host}`))).toEqual(HELD_BACK);
    expect((await post('2001:db8:1:3::1')).statusCode).toBe(202);
  });

  test.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])(
    'of the proxy’s own machine are not: %s',
    async (address) => {
      await limited();
      expect(await statuses(() => post(address))).toEqual(FREE);
    }
  );

  test('cannot hide behind a header, unless a trusted proxy wrote it', async () => {
    await limited({ trustedProxies: ['10.0.0.0/8'] });
    let n = 0;
    const forwarded = () => ({ 'x-forwarded-for': `203.0.113.${++n}` });
    expect(await statuses(() => post('198.51.100.1', forwarded()))).toEqual(HELD_BACK);
    expect(await statuses(() => post('10.0.0.1', forwarded()))).toEqual(FREE);
    // What the visitor itself put in front of its own address does not count.
    const spoofed = () => ({ 'x-forwarded-for': `127.0.0.1, 192.0.2.${++n}, 203.0.113.200` });
    expect(await statuses(() => post('10.0.0.1', spoofed()))).toEqual(HELD_BACK);
  });

  test('are free where the limit is 0', async () => {
    await limited({ rateLimitEvents: 0 });
    expect(await statuses(() => post('198.51.100.1'))).toEqual(FREE);
  });
});

describe('the API', () => {
  const send = (token: string, remoteAddress = '198.51.100.1') =>
    proxy.inject({
      method: 'POST',
      url: '/api/v1/events',
      token,
      remoteAddress,
      payload: { events: [{ name: 'a', site: 'docs.example' }] },
    });

  test('holds back by token, wherever it is used from, and counts it for the workspace', async () => {
    await limited();
    const { token } = await proxy.catalog.tokens.create('default', 'admin');
    const { token: other } = await proxy.catalog.tokens.create('default', 'ingest');
    let n = 0;
    expect(await statuses(() => send(token, `198.51.100.${++n}`))).toEqual(HELD_BACK);
    expectProblem(await send(token), 429, 'too_many_requests');
    expect((await send(other)).statusCode).toBe(202);
    expect((await send(token, '127.0.0.1')).statusCode).toBe(202);
    const counts = await proxy.inject({ url: '/api/v1/ingestion', token });
    expect(counts.json()).toMatchObject({ accepted: LIMIT + 2, limited: 2 });
  });

  test('refuses strangers as before, however often they come', async () => {
    await limited();
    for (let i = 0; i <= LIMIT; i++) {
      expectProblem(await send('wrong'), 401, 'bad_token');
    }
  });

  test('does not hold back who asks whether the proxy is well', async () => {
    await limited();
    for (let i = 0; i <= LIMIT; i++) {
      expect((await proxy.inject({ url: '/health', remoteAddress: '198.51.100.1' })).statusCode).toBe(200);
    }
  });
});
