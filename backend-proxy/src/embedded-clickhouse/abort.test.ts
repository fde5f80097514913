import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { rowsOf, running, engineForTests } from './test-engine';

const test = engineForTests();

/** A query that never ends by itself, and can be found by its name. */
const endless = (name: string) => `SELECT sum(sipHash64(number, '${name}')) AS n FROM numbers(1000000000000)`;

async function begins(name: string): Promise<void> {
  await expect.poll(() => running(test.client, name), { interval: 20, timeout: 10_000 }).toBe(1);
}

async function isGone(name: string): Promise<void> {
  await expect.poll(() => running(test.client, name), { interval: 20, timeout: 10_000 }).toBe(0);
}

describe('a query ends in the engine', () => {
  it('when it is aborted while it works', async () => {
    const abort = new AbortController();
    const asked = rowsOf(test.client, endless('aborted'), { abort_signal: abort.signal });
    asked.catch(() => undefined);
    await begins('aborted');
    abort.abort();
    await expect(asked).rejects.toThrow(/abort/i);
    await isGone('aborted');
  });

  it('when its rows are no longer read', async () => {
    const result = await test.client.query({
      query: "SELECT number, 'unread' FROM numbers(100000000000)",
      format: 'JSONEachRow',
    });
    const stream = result.stream();
    await begins('unread');
    stream.destroy();
    result.close();
    await isGone('unread');
  });

  it('when the client goes away', async () => {
    const { url, username, password, agent } = test.engine.connection;
    const asked = request(url, { method: 'POST', agent, auth: `${username}:${password}` });
    asked.on('error', () => undefined).end(endless('lonely'));
    await begins('lonely');
    asked.destroy();
    await isGone('lonely');
  });

  it('when it was aborted before its turn, without ever running', async () => {
    const aborts = Array.from({ length: 4 }, () => new AbortController());
    const ends = aborts.slice(1).map(({ signal }) => rowsOf(test.client, endless('busy'), { abort_signal: signal }));
    await expect.poll(() => running(test.client, 'busy'), { interval: 20, timeout: 10_000 }).toBe(3);
    // The last place, so that from now on nobody can look any more.
    ends.push(rowsOf(test.client, endless('busy'), { abort_signal: aborts[0]?.signal }));
    const ended = Promise.allSettled(ends);
    const waiting = new AbortController();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const asked = rowsOf(test.client, 'CREATE TABLE never (n UInt8) ENGINE = Memory', { abort_signal: waiting.signal });
    asked.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 200));
    waiting.abort();
    await expect(asked).rejects.toThrow(/abort/i);
    aborts.forEach((abort) => abort.abort());
    await ended;
    await isGone('busy');
    expect(await rowsOf(test.client, 'EXISTS TABLE never')).toEqual([{ result: 0 }]);
  });

  it('also when it is an insert from a query', async () => {
    await test.client.command({ query: 'CREATE TABLE sink (n UInt64) ENGINE = MergeTree ORDER BY n' });
    const abort = new AbortController();
    const query = 'INSERT INTO sink SELECT sum(sipHash64(number)) FROM numbers(1000000000000)';
    const asked = test.client.command({ query, abort_signal: abort.signal });
    asked.catch(() => undefined);
    await begins('INSERT INTO sink');
    abort.abort();
    await isGone('INSERT INTO sink');
    expect(await rowsOf(test.client, 'SELECT count() AS n FROM sink')).toEqual([{ n: 0 }]);
  });
});

it('runs right afterwards, in the same few sessions', async () => {
  for (let i = 0; i < 12; i++) {
    const abort = new AbortController();
    const asked = rowsOf(test.client, endless(`round ${i}`), { abort_signal: abort.signal });
    setTimeout(() => abort.abort(), 10 * i);
    await expect(asked).rejects.toThrow(/abort/i);
    expect(await rowsOf(test.client, `SELECT ${i} AS n`)).toEqual([{ n: i }]);
  }
  await isGone('round');
  expect(test.engine.state()).toMatchObject({ status: 'ready', restarts: 0 });
});
