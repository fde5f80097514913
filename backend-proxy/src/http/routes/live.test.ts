import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerSchema, type Answer } from '@fawkes/contract';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startProxy, type ProxyProcess } from '../../../test/proxy-process';
import { Changes } from '../../answer/cache/changes';
import { createLive } from '../../live';
import { ADMIN, NOW, oneNumber, testApp } from '../test-app';

let directory: string;
let proxy: ProxyProcess;
let token: string;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fawkes-live-'));
  proxy = await startProxy(join(directory, 'data'));
  await proxy.ready();
  await proxy.run('site', 'add', 'docs.example');
  token = (await proxy.run('token', 'create', '--workspace', 'default', '--role', 'read')).stdout.trim();
});
afterAll(async () => {
  await proxy.end('SIGKILL');
  rmSync(directory, { recursive: true });
});

const count = {
  v: 1,
  kind: 'trends',
  live: true,
  range: { last: '1h' },
  interval: 'range',
  measures: [{ measure: 'events' }],
};
const log = { v: 1, kind: 'events', live: true, range: { last: '1h' } };

interface Said {
  event: string;
  data: unknown;
}

/** Opens a stream; `next` gives its events one after another, undefined at its end. */
async function watch(query: unknown, bearer = token) {
  const leaving = new AbortController();
  const response = await fetch(`${proxy.address}/api/v1/live`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    body: JSON.stringify(query),
    signal: leaving.signal,
  });
  const said = saidIn(response);
  return { response, next: async () => (await said.next()).value as Said | undefined, leave: () => leaving.abort() };
}

async function* saidIn({ body }: Response): AsyncGenerator<Said> {
  let text = '';
  for await (const piece of body!.pipeThrough(new TextDecoderStream() as never) as unknown as AsyncIterable<string>) {
    text += piece;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(text.slice(0, end)) ?? [];
      text = text.slice(end + 2);
      if (event !== undefined) {
        yield { event, data: JSON.parse(data as string) };
      }
    }
  }
}

let sent = 0;
async function send(name: string) {
  sent += 1;
  const event = { id: `e${sent}`, name, site: 'docs.example', user_id: 'u1', url: 'https://docs.example/' };
  const { body } = await proxy.ask('/api/v1/events', { body: { events: [event] } });
  expect(body).toMatchObject({ accepted: 1 });
}

/** The first column of numbers of a whole window. */
function numbers(said: Said | undefined): unknown {
  expect(said?.event).toBe('answer');
  const { frames } = answerSchema.parse(said?.data) as Answer;
  return frames[0]?.data.values[1];
}

test('the whole window at once, then anew with each event that is stored', async () => {
  const { response, next, leave } = await watch(count);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  expect(numbers(await next())).toEqual([0]);
  await send('one');
  expect(numbers(await next())).toEqual([1]);
  await send('two');
  expect(numbers(await next())).toEqual([2]);
  leave();
});

test('the log of events as they come, to each who watches', async () => {
  const viewers = await Promise.all([watch(log), watch({ ...log, refId: 'Z' })]);
  const names = ({ data }: Said) => {
    const { schema, data: columns } = (data as Answer).frames[0]!;
    return columns.values[schema.fields.findIndex(({ name }) => name === 'event')];
  };
  const before = await Promise.all(viewers.map(({ next }) => next()));
  expect(before.map((said) => names(said!))).toEqual([
    ['two', 'one'],
    ['two', 'one'],
  ]);
  await send('three');
  const after = await Promise.all(viewers.map(({ next }) => next()));
  expect(after.map((said) => names(said!)?.[0])).toEqual(['three', 'three']);
  viewers.forEach(({ leave }) => leave());
});

test('what is wrong from the beginning is an answer like any other', async () => {
  const refused = async (query: unknown, bearer?: string) => {
    const { response, leave } = await watch(query, bearer);
    const { code } = (await response.json()) as { code: string };
    leave();
    return [response.status, code];
  };
  const ingest = (await proxy.run('token', 'create', '--workspace', 'default', '--role', 'ingest')).stdout.trim();
  expect(await refused({ ...count, live: false })).toEqual([400, 'not_live']);
  expect(await refused({ ...count, site: 'other.example' })).toEqual([404, 'unknown_site']);
  expect(await refused(count, 'fwk_unknown')).toEqual([401, 'bad_token']);
  expect(await refused(count, ingest)).toEqual([403, 'role_not_enough']);
});

test('a stream whose client has gone is asked about no more', async () => {
  const signals: AbortSignal[] = [];
  const changes = new Changes();
  const live = createLive({
    changes,
    now: () => NOW,
    rhythm: { pauseMs: 1, tickMs: 1_000_000 },
    async ask(_workspace, _query, signal) {
      signals.push(signal as AbortSignal);
      return oneNumber(signals.length);
    },
  });
  const other = await testApp({ live });
  const leaving = new AbortController();
  const response = await fetch(`http://127.0.0.1:${await other.listen()}/api/v1/live`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN}`, 'content-type': 'application/json' },
    body: JSON.stringify(count),
    signal: leaving.signal,
  });
  expect([response.status, signals[0]?.aborted]).toEqual([200, false]);
  leaving.abort();
  await vi.waitFor(() => expect(signals[0]?.aborted).toBe(true), 10_000);
  // The client has opened a connection anew, for a request that never comes.
  other.app.server.closeAllConnections();
  await other.close();
});

test('a proxy that stops ends its streams', async () => {
  const { next } = await watch(count);
  await next();
  const ended = next();
  expect(await proxy.end('SIGTERM')).toBe(0);
  expect(await ended).toBeUndefined();
});
