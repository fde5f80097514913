import { ingestAnswerSchema, problemSchema, queryResponseSchema } from '@fawkes/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, testApp, type TestApp } from './test-app';

let proxy: TestApp;
beforeAll(async () => {
  proxy = await testApp();
  await proxy.catalog.sites.add('default', 'docs.example');
});
afterAll(() => proxy.close());

const TRENDS = { v: 1, kind: 'trends', range: { last: '7d' }, measures: [{ measure: 'page_views' }] };
const FUNNEL = { v: 1, kind: 'funnel', range: { from: 0, to: 1 }, steps: [{ name: 'A', match: { events: ['A'] } }] };
const EVENT = { name: 'pageview', site: 'docs.example', props: { team: 'x' }, timestamp: '2026-11-23T10:00:00Z' };
const PLAUSIBLE = { name: 'pageview', url: 'https://docs.example/a', domain: 'docs.example', props: { team: 'x' } };

/** Texts that break things: other languages' syntax, halves of characters, and whatever else. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom("'; DROP TABLE events; --", '{p1:String}', '\u0000', '\ud800', '__proto__', 'constructor', '%s', '')
);
const anything = fc.oneof(
  fc.anything({ key: text, values: [text, fc.double(), fc.integer(), fc.boolean(), fc.constant(null)], maxDepth: 4 }),
  fc.json().map((json) => JSON.parse(json) as unknown)
);

/** A well-formed value with one part, somewhere in it, that is replaced by anything or joined by a key of any name. */
function damaged(value: unknown): fc.Arbitrary<unknown> {
  return fc.tuple(fc.nat(), text, anything, fc.boolean()).map(([at, key, part, add]) => {
    const copy = structuredClone(value);
    const places = placesOf(copy);
    const [parent, name] = places[at % places.length] as [Record<string, unknown>, string];
    Object.defineProperty(parent, add ? key : name, {
      value: part,
      enumerable: true,
      configurable: true,
      writable: true,
    });
    return copy;
  });
}

function placesOf(node: unknown): Array<[Record<string, unknown>, string]> {
  return typeof node === 'object' && node !== null
    ? Object.keys(node).flatMap((key): Array<[Record<string, unknown>, string]> => {
        const parent = node as Record<string, unknown>;
        return [[parent, key], ...placesOf(parent[key])];
      })
    : [];
}

const json = (value: fc.Arbitrary<unknown>) => value.map((v) => JSON.stringify(v) ?? 'undefined');

/** A body of a door: anything at all, or nearly right. */
const bodyOf = (nearly: unknown) => json(fc.oneof(anything, damaged(nearly)));

async function post(url: string, payload: string, type = 'application/json') {
  const response = await proxy.inject({
    method: 'POST',
    url,
    token: ADMIN,
    headers: { 'content-type': type },
    payload,
  });
  if (response.statusCode >= 300) {
    expect(response.statusCode, response.body).toBeLessThan(500);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(problemSchema.parse(response.json()).status).toBe(response.statusCode);
  }
  return response;
}

test('any body for a question is answered, refused as a whole, or refused query by query', async () => {
  await fc.assert(
    fc.asyncProperty(bodyOf({ queries: [TRENDS, { ...FUNNEL, refId: 'B' }] }), async (body) => {
      const response = await post('/api/v1/query', body);
      if (response.statusCode === 200) {
        const { results } = queryResponseSchema.parse(response.json());
        for (const found of Object.values(results)) {
          expect('error' in found ? found.error.status : 200, response.body).toBeLessThan(500);
        }
      }
    }),
    { numRuns: 400, seed: 1 }
  );
});

test('any body of events is refused as a whole or event by event', async () => {
  await fc.assert(
    fc.asyncProperty(bodyOf({ events: [EVENT, EVENT] }), async (body) => {
      const response = await post('/api/v1/events', body);
      if (response.statusCode < 300) {
        const { accepted, rejected } = ingestAnswerSchema.parse(response.json());
        expect(accepted + rejected.length).toBe((JSON.parse(body) as { events: unknown[] }).events.length);
      }
    }),
    { numRuns: 400, seed: 2 }
  );
});

test('any body of a tracker is ok or refused', async () => {
  await fc.assert(
    fc.asyncProperty(bodyOf(PLAUSIBLE), fc.constantFrom('text/plain', 'application/json'), async (body, type) => {
      const response = await post('/api/event', body, type);
      if (response.statusCode < 300) {
        expect([response.statusCode, response.body]).toEqual([202, 'ok']);
      }
    }),
    { numRuns: 400, seed: 3 }
  );
});

test.each([
  ['/api/v1/tokens', { role: 'read', name: 'Grafana' }],
  ['/api/v1/sites', { domain: 'a.example' }],
  ['/api/v1/workspaces', { name: 'acme' }],
])('any body for %s is taken or refused', async (url, nearly) => {
  await fc.assert(
    fc.asyncProperty(bodyOf(nearly), async (body) => {
      await post(url, body);
    }),
    { numRuns: 200, seed: 6 }
  );
});

test('any bytes at all are refused by every door', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom('/api/v1/query', '/api/v1/events', '/api/event', '/api/v1/sites', '/api/v1/tokens'),
      async (bytes, url) => {
        const headers = { 'content-type': 'application/json' };
        const response = await proxy.inject({
          method: 'POST',
          url,
          token: ADMIN,
          headers,
          payload: Buffer.from(bytes),
        });
        expect(response.statusCode, response.body).toBe(400);
        problemSchema.parse(response.json());
      }
    ),
    { numRuns: 200, seed: 4 }
  );
});

test('any path, query string and header value is answered without a 5xx', async () => {
  const odd = fc.string({ unit: 'grapheme', maxLength: 40 }).map(encodeURIComponent);
  await fc.assert(
    fc.asyncProperty(odd, odd, odd, async (path, value, workspace) => {
      const urls = [
        `/${path}`,
        `/api/v1/tokens/${path}`,
        `/api/v1/usage-trends?time_range=${value}`,
        `/health?${value}`,
      ];
      for (const url of urls) {
        const response = await proxy.inject({ url, token: ADMIN, headers: { 'x-workspace': workspace } });
        expect(response.statusCode, url).toBeLessThan(500);
      }
    }),
    { numRuns: 100, seed: 5 }
  );
});
