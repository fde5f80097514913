import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import recorded from '../../ingestion/fixtures/plausible-events.json' with { type: 'json' };
import { NO_PLACE } from '../../ingestion';
import { ADMIN, NOW, testApp, type TestApp } from '../test-app';
import { expectProblem } from '../test-problem';

let proxy: TestApp;
let clock = NOW;
beforeAll(async () => {
  proxy = await testApp({ now: () => clock });
  await proxy.catalog.sites.add('default', 'docs.example');
  await proxy.catalog.sites.add('demo', 'backstage.fawkes.idp');
});
beforeEach(() => {
  proxy.accepted.length = 0;
  // Past the second in which a page view counts as doubled.
  clock += 2000;
});
afterAll(() => proxy.close());

const view = { name: 'pageview', url: 'https://docs.example/a', domain: 'docs.example' };

const post = (payload: unknown, headers: Record<string, string> = {}) =>
  proxy.inject({
    method: 'POST',
    url: '/api/event',
    headers: { 'content-type': 'text/plain', origin: 'https://docs.example', ...headers },
    payload: typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
  });

async function expectTaken(payload: unknown, headers?: Record<string, string>) {
  const response = await post(payload, headers);
  expect([response.statusCode, response.body]).toEqual([202, 'ok']);
  expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
  return response;
}

test.each(['text/plain', 'text/plain;charset=UTF-8', 'application/json'])('a page view as %s', async (type) => {
  const response = await expectTaken(view, { 'content-type': type });
  expect(response.headers['x-plausible-dropped']).toBeUndefined();
  expect(proxy.accepted).toMatchObject([
    { workspace: 'default', site: 'docs.example', name: 'pageview', path: '/a', visitor_daily: true, time: clock },
  ]);
});

describe("the events of the platform's trackers", () => {
  test.each(recorded.events)('$what', async ({ events_api_body: long, script_body: short }) => {
    await expectTaken(long, { 'content-type': 'application/json' });
    clock += 2000;
    await expectTaken(short);
    expect(proxy.accepted).toMatchObject([
      { workspace: 'demo', site: 'backstage.fawkes.idp', name: long.name },
      { workspace: 'demo', site: 'backstage.fawkes.idp', name: long.name },
    ]);
    expect(proxy.accepted[0]?.props).toEqual(proxy.accepted[1]?.props);
  });
});

test('a site that nobody added is dropped, and the sender told', async () => {
  const response = await expectTaken({ ...view, domain: 'other.example' });
  expect(response.headers['x-plausible-dropped']).toBe('1');
  expect(proxy.accepted).toEqual([]);
  const both = await expectTaken({ ...view, domain: 'docs.example,other.example' });
  expect(both.headers['x-plausible-dropped']).toBe('1');
  expect(proxy.accepted).toHaveLength(1);
});

test('props, money and interactive', async () => {
  const event = {
    ...view,
    name: 'Buy',
    props: { team: 'x', items: 3, gift: false },
    revenue: { amount: '12.50', currency: 'eur' },
    interactive: false,
  };
  await expectTaken(event);
  expect(proxy.accepted).toMatchObject([
    { name: 'Buy', props: { team: 'x', items: '3', gift: 'false' }, value: 12.5, currency: 'EUR', interactive: false },
  ]);
});

test('the same page within a second counts once', async () => {
  const agent = { 'user-agent': 'doubled' };
  await expectTaken(view, agent);
  clock += 1000;
  await expectTaken(view, agent);
  expect(proxy.accepted).toHaveLength(1);
  clock += 1001;
  await expectTaken(view, agent);
  expect(proxy.accepted).toHaveLength(2);
});

describe('who visits', () => {
  const sender = (remoteAddress: string, userAgent: string) =>
    proxy.inject({
      method: 'POST',
      url: '/api/event',
      remoteAddress,
      headers: { 'user-agent': userAgent },
      payload: view,
    });

  test('is told by address and browser, and neither is kept', async () => {
    await sender('203.0.113.1', 'Firefox-1');
    await sender('203.0.113.2', 'Firefox-1');
    await sender('203.0.113.1', 'Firefox-2');
    expect(new Set(proxy.accepted.map((event) => event.visitor_id)).size).toBe(3);
    expect(JSON.stringify(proxy.accepted)).not.toMatch(/203\.0\.113|Firefox-/);
  });
});

test.each([
  ['no body', '', 'no_body'],
  ['no JSON', '{"name":', 'bad_json'],
  ['a list', '[]', 'invalid_body'],
  ['null', 'null', 'invalid_body'],
  ['no name', { ...view, name: undefined }, 'invalid_event'],
  ['a name that is a number', { ...view, name: 5 }, 'invalid_event'],
  ['no url', { ...view, url: undefined }, 'invalid_event'],
  ['a url that is none', { ...view, url: 'http://' }, 'invalid_event'],
  ['a url with NUL', { ...view, url: 'https://docs.example/\u0000' }, 'invalid_event'],
  ['neither domain nor host', { name: 'pageview', url: '/a' }, 'invalid_event'],
  ['a domain that is a number', { ...view, domain: 1 }, 'invalid_event'],
  ['props with NUL', { ...view, props: { team: 'a\u0000' } }, 'invalid_event'],
  ['props with 1 MB', { ...view, props: { team: 'x'.repeat(1024 * 1024) } }, 'invalid_event'],
  ['props that nest', { ...view, props: { a: { b: 1 } } }, 'invalid_event'],
  ['money in words', { ...view, revenue: { amount: 'much', currency: 'EUR' } }, 'invalid_event'],
  ['half a character', { ...view, props: { team: '\ud800' } }, 'invalid_event'],
  [
    'a name that reaches for prototypes',
    '{"n":"p","u":"https://docs.example/","p":{"__proto__":"x"}}',
    'forbidden_name',
  ],
  [
    'such a name in embedded JSON',
    JSON.stringify({ n: 'p', u: 'https://docs.example/', p: '{"__proto__":"x"}' }),
    'forbidden_name',
  ],
  ['broken UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'bad_encoding'],
])('%s is a 400 that the page may read', async (_, body, code) => {
  const response = await post(body);
  expectProblem(response, 400, code);
  expect(response.headers['access-control-allow-origin']).toBe('*');
  expect(proxy.accepted).toEqual([]);
});

test('what no tracker sends is left out, however deep it nests', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  await expectTaken(`${JSON.stringify(view).slice(0, -1)},"extra":${deep}}`);
});

test('a body over 10 MB, and a form', async () => {
  expectProblem(await post(`{"name":"${'x'.repeat(10 * 1024 * 1024)}"}`), 413, 'body_too_large');
  const form = await post('name=x', { 'content-type': 'application/x-www-form-urlencoded' });
  expect(expectProblem(form, 415, 'wrong_content_type').detail).toMatch(/application\/json.*text\/plain/);
});

describe('where a visitor is', () => {
  test('is stored where there is a database of places, and the address is not', async () => {
    const placeOf = (address: string) =>
      address === '203.0.113.7' ? { country: 'DE', region: 'Land Berlin', city: 'Berlin' } : NO_PLACE;
    const placed = await testApp({ geography: { placeOf, close: () => undefined } });
    await placed.catalog.sites.add('default', 'docs.example');
    const send = { method: 'POST', url: '/api/event', remoteAddress: '203.0.113.7' } as const;
    await placed.inject({ ...send, payload: view });
    expect(placed.accepted).toMatchObject([{ country: 'DE', region: 'Land Berlin', city: 'Berlin' }]);
    // A server that sends for people is not where they are.
    const events = [{ name: 'a', site: 'docs.example' }];
    await placed.inject({ ...send, url: '/api/v1/events', token: ADMIN, payload: { events } });
    expect(placed.accepted[1]).toMatchObject({ country: '', region: '', city: '' });
    expect(JSON.stringify(placed.accepted)).not.toContain('203.0.113.7');
    await placed.close();
  });
});
