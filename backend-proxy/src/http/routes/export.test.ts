import type { Frame } from '@fawkes/contract';
import { afterEach, expect, test } from 'vitest';
import { ADMIN, oneNumber, testApp, type TestApp } from '../test-app';

let proxy: TestApp;
afterEach(async () => {
  // fetch holds a connection ready for its next request.
  proxy.app.server.closeAllConnections();
  await proxy.close();
});

const [NUMBER] = oneNumber(1).frames as [Frame];
const { meta } = oneNumber(1);
const query = { v: 1, kind: 'events', range: { last: '7d' } };

/** Begins an export of a log over a real connection. */
async function begin(format: string, signal?: AbortSignal): Promise<Response> {
  return fetch(`http://127.0.0.1:${await proxy.listen()}/api/v1/query/export?format=${format}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN}`, 'content-type': 'application/json' },
    body: JSON.stringify(query),
    signal: signal ?? null,
  });
}

test.each(['csv', 'json', 'ndjson', 'xlsx', 'parquet'])('who goes away ends an export as %s', async (format) => {
  let ended = false;
  let aborted: AbortSignal | undefined;
  async function* endless() {
    try {
      for (;;) {
        yield { ...NUMBER, data: { values: [Array.from({ length: 1000 }, () => Math.random())] } };
      }
    } finally {
      ended = true;
    }
  }
  proxy = await testApp({
    async wholeLog(_, __, signal) {
      aborted = signal;
      return { meta, first: NUMBER, rest: endless() };
    },
  });
  const leaving = new AbortController();
  const response = await begin(format, leaving.signal);
  await response.body!.getReader().read();
  leaving.abort();
  await expect.poll(() => ended, { timeout: 60_000 }).toBe(true);
  expect(aborted?.aborted).toBe(true);
});

test('an export that fails on the way is broken off, and one that fails before it is a problem', async () => {
  async function* failing(): AsyncGenerator<Frame> {
    yield { ...NUMBER, data: { values: [Array.from({ length: 50_000 }, (_, n) => n)] } };
    throw new Error('the engine is gone');
  }
  proxy = await testApp({ wholeLog: async () => ({ meta, first: NUMBER, rest: failing() }) });
  const response = await begin('csv');
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
  const wrong = await proxy.inject({
    ...{ method: 'POST', url: '/api/v1/query/export?format=csv', token: ADMIN },
    payload: { ...query, kind: 'trends' },
  });
  expect([wrong.statusCode, wrong.headers['content-type']]).toEqual([400, 'application/problem+json']);
});
