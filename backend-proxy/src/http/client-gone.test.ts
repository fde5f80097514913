import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { startTestStore } from '../../test/engine';
import { sql } from '../store/sql';
import { oneNumber, testApp, type TestApp } from './test-app';

let proxy: TestApp;
afterEach(() => proxy.close());

/** The signals of the questions that arrive at a proxy that listens; each takes so much work. */
async function listen(work: (signal: AbortSignal) => Promise<unknown>) {
  const signals: AbortSignal[] = [];
  proxy = await testApp({
    config: { anonymousRead: 'default', corsAllowedOrigins: [], trustedProxies: [] },
    async ask(_workspace, _query, signal) {
      signals.push(signal as AbortSignal);
      await work(signal as AbortSignal);
      return oneNumber(1);
    },
  });
  const address = await proxy.app.listen({ port: 0, host: '127.0.0.1' });
  const post = (signal?: AbortSignal) =>
    fetch(`${address}/api/v1/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ queries: [{ refId: 'A' }] }),
      signal,
    });
  return { signals, post };
}

test('a question whose client waits is not aborted, before or after its answer', async () => {
  const { signals, post } = await listen(() => wait(100));
  expect((await post()).status).toBe(200);
  expect(signals.map((signal) => signal.aborted)).toEqual([false]);
});

test('a question whose client has gone is aborted', async () => {
  const { signals, post } = await listen(() => wait(2_000));
  const client = new AbortController();
  const asked = post(client.signal);
  await vi.waitFor(() => expect(signals).toHaveLength(1), 5_000);
  client.abort();
  await expect(asked).rejects.toThrow('aborted');
  await vi.waitFor(() => expect(signals[0]?.aborted).toBe(true), 1_500);
});

test('the engine stops to work for a client that has gone', async () => {
  const { store, stop } = await startTestStore();
  const endless = sql`SELECT sum(sipHash64(number, 'endless')) AS n FROM numbers(1000000000000)`;
  const running = async () => {
    const { rows } = await store.query<{ n: number }>(
      sql`SELECT count() AS n FROM system.processes WHERE query LIKE '%endl_ss%' AND query NOT LIKE '%processes%'`
    );
    return Number(rows[0]?.n);
  };
  const { post } = await listen((signal) => store.query(endless, { signal }));
  const client = new AbortController();
  const asked = post(client.signal);
  await expect.poll(running, { timeout: 30_000 }).toBe(1);
  client.abort();
  await expect(asked).rejects.toThrow('aborted');
  await expect.poll(running, { timeout: 30_000 }).toBe(0);
  await stop();
});
