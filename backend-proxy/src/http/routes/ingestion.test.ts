import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ADMIN, NOW, testApp, type TestApp } from '../test-app';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

let proxy: TestApp;
let clock = NOW;
beforeAll(async () => {
  proxy = await testApp({ now: () => clock });
  await proxy.catalog.sites.add('default', 'docs.example');
  await proxy.catalog.sites.add('demo', 'demo.example');
});
beforeEach(() => {
  proxy.accepted.length = 0;
  clock += 2000;
});
afterAll(() => proxy.close());

const counts = async (workspace = 'default') =>
  (await proxy.inject({ url: '/api/v1/ingestion', token: ADMIN, headers: { 'x-workspace': workspace } })).json();

async function risen(what: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await counts();
  await what();
  const after = await counts();
  return Object.fromEntries(
    Object.keys(after)
      .filter((key) => after[key] !== before[key])
      .map((key) => [key, after[key] - before[key]])
  );
}

const view = { n: 'pageview', u: 'https://docs.example/a', d: 'docs.example' };
const post = (userAgent: string, payload: object = view) =>
  proxy.inject({ method: 'POST', url: '/api/event', headers: { 'user-agent': userAgent }, payload });

test('nothing came yet', async () => {
  expect(await counts('demo')).toEqual({
    since: expect.any(String),
    accepted: 0,
    duplicates: 0,
    rejected: 0,
    bots: 0,
    doubled: 0,
    limited: 0,
  });
});

describe('bots', () => {
  // From the documentation of each.
  test.each([
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
    'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36',
    'Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)',
    'Googlebot/2.1 (+http://www.google.com/bot.html)',
  ])('%s is left out, counted and told', async (userAgent) => {
    let header: unknown;
    const rise = await risen(async () => {
      const response = await post(userAgent);
      expect(response.statusCode).toBe(202);
      header = response.headers['x-plausible-dropped'];
    });
    expect([rise, header, proxy.accepted]).toEqual([{ bots: 1 }, '1', []]);
  });

  test.each([CHROME, '', 'curl/8.5.0', 'python-httpx/0.27.0', 'our-service/1.2'])('%s is none', async (userAgent) => {
    expect(await risen(() => post(userAgent))).toEqual({ accepted: 1 });
  });
});

test('a doubled page view is counted and told', async () => {
  const rise = await risen(async () => {
    await post(CHROME);
    expect((await post(CHROME)).headers['x-plausible-dropped']).toBe('1');
  });
  expect(rise).toEqual({ accepted: 1, doubled: 1 });
});

test('what one request brings to two workspaces is counted in each', async () => {
  const before = await counts('demo');
  expect(await risen(() => post(CHROME, { ...view, d: 'docs.example,demo.example' }))).toEqual({ accepted: 1 });
  expect((await counts('demo')).accepted - before.accepted).toBe(1);
});

test('rejected events of the API are counted', async () => {
  const events = [{ name: 'a', site: 'docs.example' }, { name: '' }, { name: 'a', site: 'demo.example' }];
  const send = () => proxy.inject({ method: 'POST', url: '/api/v1/events', token: ADMIN, payload: { events } });
  expect(await risen(send)).toEqual({ accepted: 1, rejected: 2 });
});
