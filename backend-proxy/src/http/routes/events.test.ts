import { gzipSync } from 'node:zlib';
import { ingestAnswerSchema, MAX_EVENTS_PER_REQUEST } from '@fawkes/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Problem } from '../../problem';
import { ADMIN, NOW, testApp, type TestApp } from '../test-app';
import { expectProblem } from '../test-problem';

let proxy: TestApp;
let token: string;
beforeAll(async () => {
  proxy = await testApp();
  await proxy.catalog.sites.add('default', 'docs.example');
  await proxy.catalog.sites.add('demo', 'demo.example');
  ({ token } = await proxy.catalog.tokens.create('default', 'ingest'));
});
beforeEach(() => {
  proxy.accepted.length = 0;
});
afterAll(() => proxy.close());

const view = { name: 'pageview', site: 'docs.example' };
const HOUR = 3_600_000;

const post = (payload: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  proxy.inject({
    method: 'POST',
    url: '/api/v1/events',
    token,
    headers,
    payload: typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
  });

/** Sends events in one request, which must be taken; gives what became of them. */
async function send(...events: unknown[]) {
  const response = await post({ events });
  expect(response.statusCode).toBe(202);
  return ingestAnswerSchema.parse(response.json());
}

test('the event of the documentation, whole', async () => {
  const event = {
    id: 'e1',
    name: 'pageview',
    site: 'docs.example',
    timestamp: '2026-11-23T10:00:00.000Z',
    user_id: 'u1',
    anonymous_id: 'a1',
    url: 'https://docs.example/a?utm_source=mail',
    referrer: 'https://www.google.com/search?q=x',
    props: { team: 'x', size: 3, beta: true },
    traits: { plan: 'free' },
    value: 1.5,
    interactive: true,
  };
  expect(await send(event)).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
  expect(proxy.accepted).toMatchObject([
    {
      workspace: 'default',
      site: 'docs.example',
      time: Date.parse('2026-11-23T10:00:00.000Z'),
      event_id: 'e1',
      user_id: 'u1',
      visitor_id: 'a1',
      path: '/a',
      source: 'mail',
      referrer: 'https://www.google.com/search',
      props: { team: 'x', size: '3', beta: 'true' },
      traits: { plan: 'free' },
      value: 1.5,
    },
  ]);
});

test('name and site are enough; the time is then the time of arrival', async () => {
  expect(await send(view)).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
  expect(proxy.accepted[0]).toMatchObject({ time: NOW, user_id: '', visitor_id: '', interactive: true });
});

describe('one bad event does not cost the good ones', () => {
  const half = '\ud800';
  test.each([
    ['no name', { site: 'docs.example' }, 'invalid_event', 'name'],
    ['an empty name', { ...view, name: '' }, 'invalid_event', 'name'],
    ['a name that is a number', { ...view, name: 5 }, 'invalid_event', 'name'],
    ['a name of 301 characters', { ...view, name: 'x'.repeat(301) }, 'invalid_event', 'name'],
    ['no site', { name: 'pageview' }, 'invalid_event', 'site'],
    ['a site nobody added', { ...view, site: 'other.example' }, 'unknown_site', 'site'],
    ['the site of another workspace', { ...view, site: 'demo.example' }, 'unknown_site', 'site'],
    ['a field that does not exist', { ...view, workspace: 'demo' }, 'invalid_event', 'workspace'],
    ['an empty id', { ...view, id: '' }, 'invalid_event', 'id'],
    ['an id that is a number', { ...view, id: 7 }, 'invalid_event', 'id'],
    ['a timestamp in no format', { ...view, timestamp: 'yesterday' }, 'invalid_event', 'timestamp'],
    ['a timestamp without a zone', { ...view, timestamp: '2026-11-23T10:00:00' }, 'invalid_event', 'timestamp'],
    ['a day that does not exist', { ...view, timestamp: '2026-02-30T10:00:00Z' }, 'invalid_event', 'timestamp'],
    ['seconds for milliseconds', { ...view, timestamp: 1_795_000_000 }, 'timestamp_too_early', 'timestamp'],
    ['a time before 2000', { ...view, timestamp: '1999-12-31T23:59:59Z' }, 'timestamp_too_early', 'timestamp'],
    ['over 7 days ahead', { ...view, timestamp: NOW + 7 * 24 * HOUR + 1 }, 'timestamp_in_future', 'timestamp'],
    ['a time out of reach', { ...view, timestamp: 1e300 }, 'invalid_event', 'timestamp'],
    ['a user_id that is an object', { ...view, user_id: {} }, 'invalid_event', 'user_id'],
    ['a url that is none', { ...view, url: 'http://' }, 'invalid_event', 'url'],
    ['a url that is a script', { ...view, url: 'javascript:alert(1)' }, 'invalid_event', 'url'],
    ['a url of 4001 characters', { ...view, url: `/${'x'.repeat(4000)}` }, 'invalid_event', 'url'],
    ['props that are a list', { ...view, props: ['x'] }, 'invalid_event', 'props'],
    ['props in props', { ...view, props: { a: { b: 1 } } }, 'invalid_event', 'props.a'],
    ['a prop with NUL', { ...view, props: { team: 'a\u0000b' } }, 'invalid_event', 'props.team'],
    ['a prop whose name has NUL', { ...view, props: { 'te\u0000am': 'a' } }, 'invalid_event', 'props'],
    ['a prop of 1 MB', { ...view, props: { team: 'x'.repeat(1024 * 1024) } }, 'invalid_event', 'props.team'],
    [
      '101 props',
      { ...view, props: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`p${i}`, i])) },
      'invalid_event',
      'props',
    ],
    ['a trait with half a character', { ...view, traits: { plan: half } }, 'invalid_event', 'traits.plan'],
    ['a prop whose name is half a character', { ...view, props: { [half]: 1 } }, 'invalid_event', 'props'],
    ['a value that is text', { ...view, value: '1.5' }, 'invalid_event', 'value'],
    ['interactive that is text', { ...view, interactive: 'no' }, 'invalid_event', 'interactive'],
    ['no object', 'pageview', 'invalid_event', 'object'],
    ['null', null, 'invalid_event', 'object'],
    ['a list', [view], 'invalid_event', 'object'],
  ])('%s', async (_, bad, code, place) => {
    const { accepted, rejected } = await send(view, bad, view);
    expect(accepted).toBe(2);
    expect(rejected).toEqual([{ index: 1, code, message: expect.stringContaining(place) }]);
    expect(rejected[0]?.message.length).toBeLessThan(500);
    expect(proxy.accepted).toHaveLength(2);
  });

  test('all bad is still an answer', async () => {
    expect(await send({}, 5)).toMatchObject({ accepted: 0, rejected: [{ index: 0 }, { index: 1 }] });
  });
});

test.each([
  ['7 days ahead', NOW + 7 * 24 * HOUR],
  ['long ago', Date.UTC(2001, 0, 1)],
  ['with an offset', '2026-11-23T10:00:00.123+05:30'],
])('a timestamp %s is taken', async (_, timestamp) => {
  expect(await send({ ...view, timestamp })).toMatchObject({ accepted: 1 });
  expect(proxy.accepted[0]?.time).toBe(typeof timestamp === 'number' ? timestamp : Date.parse(timestamp));
});

test.each(["'; DROP TABLE events; --", 'a\nb\tc', '{x:String}', '💥', 'toString'])(
  'a text that means something elsewhere is stored as it is: %j',
  async (text) => {
    const event = { ...view, name: text, id: text, user_id: text, props: { [text]: text } };
    expect(await send(event)).toMatchObject({ accepted: 1 });
    expect(proxy.accepted[0]).toMatchObject({ name: text, event_id: text, user_id: text, props: { [text]: text } });
  }
);

const KEYS =
  'id, name, site, timestamp, user_id, anonymous_id, url, referrer, user_agent, props, traits, value, interactive';
test.each([
  ['{"name":"p","site":"docs.example","props":{"__proto__":"x"}}', 'props.__proto__: this name is not allowed'],
  ['{"name":"p","site":"docs.example","__proto__":{"polluted":1}}', '__proto__: this name is not allowed'],
  [
    `{"name":"p","site":"docs.example","props":{"${'k'.repeat(1_000_000)}":1}}`,
    `props.${'k'.repeat(100)}…: this name cannot be: at most 300 characters`,
  ],
  [
    '{"name":"p","site":"docs.example","props":{"a\\u0000":1}}',
    'props.a\u0000: this name cannot be: must not hold NUL characters',
  ],
  [
    `{"name":"p","site":"docs.example","${'k'.repeat(1_000_000)}":1}`,
    `Unrecognized key: "${'k'.repeat(100)}…"; there can be ${KEYS}`,
  ],
])('a name that cannot be costs its own event only, in a short message', async (bad, message) => {
  const response = await post(`{"events":[${bad},${JSON.stringify(view)}]}`);
  expect([response.statusCode, response.json()]).toEqual([
    202,
    { accepted: 1, duplicates: 0, rejected: [{ index: 0, code: 'invalid_event', message }] },
  ]);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

describe('what is wrong with the whole is a problem for the whole', () => {
  test.each([
    ['no body', '', 400, 'no_body'],
    ['text that is no JSON', '{"events":[{]}', 400, 'bad_json'],
    ['a list', [view], 400, 'invalid_body'],
    ['no events', {}, 400, 'invalid_body'],
    ['an empty list', { events: [] }, 400, 'invalid_body'],
    ['events that are no list', { events: view }, 400, 'invalid_body'],
    ['a field that does not exist', { events: [view], site: 'docs.example' }, 400, 'invalid_body'],
    ['a key that reaches for prototypes', '{"events":[{}],"__proto__":{"a":1}}', 400, 'invalid_body'],
    ['broken UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 400, 'bad_encoding'],
    [
      '10,001 events',
      { events: Array.from({ length: MAX_EVENTS_PER_REQUEST + 1 }, () => view) },
      413,
      'too_many_events',
    ],
    ['over 10 MB', `{"events":["${'x'.repeat(10 * 1024 * 1024)}"]}`, 413, 'body_too_large'],
  ])('%s', async (_, body, status, code) => {
    expectProblem(await post(body), status, code);
    expect(proxy.accepted).toEqual([]);
  });

  test('text/plain and a form are no JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      expectProblem(await post({ events: [view] }, { 'content-type': type }), 415, 'wrong_content_type');
    }
  });
});

test('10,000 events are taken at once', async () => {
  const events = Array.from({ length: MAX_EVENTS_PER_REQUEST }, (_, i) => ({ ...view, id: `${i}` }));
  expect(await send(...events)).toEqual({ accepted: MAX_EVENTS_PER_REQUEST, duplicates: 0, rejected: [] });
});

test('the installation’s own token sends to the workspace it names', async () => {
  const request = { method: 'POST', url: '/api/v1/events', token: ADMIN } as const;
  const payload = { events: [{ ...view, site: 'demo.example' }] };
  const there = await proxy.inject({ ...request, headers: { 'x-workspace': 'demo' }, payload });
  expect(there.json()).toMatchObject({ accepted: 1 });
  expect(proxy.accepted).toMatchObject([{ workspace: 'demo', site: 'demo.example' }]);
  const here = await proxy.inject({ ...request, payload });
  expect(here.json()).toMatchObject({ accepted: 0, rejected: [{ code: 'unknown_site' }] });
});

test('while the store cannot take events the sender is told to come again', async () => {
  const starting = await testApp({
    ingestion: () => {
      throw new Problem(503, 'starting', 'The event store starts: try again in a moment.');
    },
  });
  const request = { method: 'POST', url: '/api/v1/events', token: ADMIN, payload: { events: [view] } } as const;
  expectProblem(await starting.inject(request), 503, 'starting');
  await starting.close();
});

describe('NDJSON', () => {
  const lines = (payload: string | Buffer, type = 'application/x-ndjson') => post(payload, { 'content-type': type });
  const line = JSON.stringify(view);

  test.each(['application/x-ndjson', 'application/x-ndjson; charset=utf-8', 'application/ndjson', 'application/jsonl'])(
    'is one event a line, as %s',
    async (type) => {
      const response = await lines(`${line}\n${line}\r\n\n${line}`, type);
      expect([response.statusCode, response.json()]).toEqual([202, { accepted: 3, duplicates: 0, rejected: [] }]);
      expect(proxy.accepted).toHaveLength(3);
    }
  );

  test('a line that cannot be read costs its own event only', async () => {
    const broken = Buffer.concat([
      Buffer.from(`${line}\n{"name":\n\n`),
      Buffer.from([0xff, 0x0a]),
      Buffer.from(`5\n${line}\n`),
    ]);
    expect((await lines(broken)).json()).toEqual({
      accepted: 2,
      duplicates: 0,
      rejected: [
        { index: 1, code: 'bad_json', message: 'the line is not JSON' },
        { index: 2, code: 'bad_encoding', message: 'the line is not valid UTF-8' },
        { index: 3, code: 'invalid_event', message: expect.stringContaining('object') },
      ],
    });
    expect(proxy.accepted).toHaveLength(2);
  });

  test('has as many lines as a request may have events, and at least one', async () => {
    expectProblem(await lines(`${line}\n`.repeat(MAX_EVENTS_PER_REQUEST + 1)), 413, 'too_many_events');
    expect((await lines(`${line}\n`.repeat(MAX_EVENTS_PER_REQUEST))).statusCode).toBe(202);
    for (const empty of ['', '\n\n']) {
      expectProblem(await lines(empty), 400, 'no_body');
    }
  });

  test('is not read where it is compressed', async () => {
    const headers = { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' };
    expectProblem(await post(gzipSync(line), headers), 415, 'compressed_body');
  });

  test('a name that reaches for prototypes costs its own event only', async () => {
    const bad = '{"name":"p","site":"docs.example","__proto__":{"a":1}}';
    expect((await lines(`${bad}\n${line}`)).json()).toMatchObject({ accepted: 1, rejected: [{ index: 0 }] });
  });
});
