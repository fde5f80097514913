// What the proxy adds to a question: POST /api/v1/query against its own SQL sent to the same engine by @clickhouse/client.
// `npx tsx benchmarks/proxy-overhead.ts`; both ways take turns in one run, so that the machine's moods hit them alike.
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { createClient } from '@clickhouse/client';
import type { EventInput, QueryInput } from '@fawkes/contract';
import { answer } from '../backend-proxy/src/answer/answer';
import { startEngine } from '../backend-proxy/src/embedded-clickhouse/index';
import { createLogger } from '../backend-proxy/src/logging';
import { openStore } from '../backend-proxy/src/store/open-store';
import { render } from '../backend-proxy/src/store/sql';
import type { Store } from '../backend-proxy/src/store/store';
import { startProxy, type ProxyProcess } from '../backend-proxy/test/proxy-process';

const EVENTS = 50_000;
const BATCH = 5000;
const WARM_UP = 50;
const ROUNDS = 400;
const TARGET_MS = 5;
const DAY_MS = 86_400_000;

const QUERY: QueryInput = {
  refId: 'A',
  v: 1,
  kind: 'trends',
  range: { last: '7d' },
  interval: '1d',
  measures: [{ measure: 'page_views' }],
};

const directory = await mkdtemp(join(tmpdir(), 'fawkes-overhead-'));
const engine = await startEngine({ directory: join(directory, 'engine'), log: createLogger('warn'), port: 0 });
const { username, password, url } = engine.connection;
const proxy = await startProxy(join(directory, 'proxy'), {
  CLICKHOUSE_URL: url.replace('://', `://${username}:${password}@`),
});
try {
  await proxy.ready();
  await fill(proxy);
  await compare(await direct(), await throughProxy(proxy));
} finally {
  await proxy.end();
  await engine.stop();
  await rm(directory, { recursive: true });
}

type Ask = () => Promise<unknown>;

async function fill({ ask }: ProxyProcess): Promise<void> {
  await ask('/api/v1/sites', { body: { domain: 'docs.example' } });
  for (let sent = 0; sent < EVENTS; sent += BATCH) {
    const events = Array.from({ length: BATCH }, (_, i): EventInput => {
      const n = sent + i;
      return {
        name: 'pageview',
        site: 'docs.example',
        timestamp: Math.round(Date.now() - ((n * 7919) % EVENTS) * ((30 * DAY_MS) / EVENTS)),
        user_id: `u${n % 997}`,
        url: `https://docs.example/p${n % 31}`,
      };
    });
    await ask('/api/v1/events', { body: { events } });
  }
}

/** The statements that the question runs, sent to the engine as they are. */
async function direct(): Promise<Ask> {
  const statements: Array<ReturnType<typeof render>> = [];
  const store = await openStore(engine.connection);
  const recording: Store = {
    query(statement, limits) {
      statements.push(render(statement));
      return store.query(statement, limits);
    },
  };
  const definitions = {
    funnels: async () => [],
    features: async () => [],
    goals: async () => [],
    segments: async () => [],
    segmentRules: async () => undefined,
    exposureRules: async () => [],
    changes: async () => [],
    experiments: async () => [],
    siteNames: async () => [],
    revision: async () => 0,
  };
  await answer(QUERY, { workspace: 'default', store: recording, definitions, now: Date.now() });
  await store.close();
  // The answer's age is asked once in five seconds, however many questions come.
  const own = statements.filter(({ text }) => !text.includes('max(received)'));
  const client = createClient({ url, username, password, database: 'fawkes' });
  return async () => {
    for (const { text, params } of own) {
      const rows = await client.query({ query: text, query_params: params, format: 'JSONEachRow' });
      await rows.json();
    }
  };
}

async function throughProxy({ address, ask, run }: ProxyProcess): Promise<Ask> {
  const { status, body } = await ask('/api/v1/query', { body: { queries: [QUERY] } });
  if (status !== 200 || JSON.stringify(body).includes('"error"')) {
    throw new Error(`the proxy does not answer the question: ${JSON.stringify(body)}`);
  }
  const token = (await run('token', 'create', '--workspace', 'default', '--role', 'read')).stdout.trim();
  const agent = new Agent({ keepAlive: true });
  let asOf = Date.now();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return () =>
    new Promise((resolve, reject) => {
      const asked = request(`${address}/api/v1/query`, { method: 'POST', agent, headers }, (response) =>
        json(response).then(resolve, reject)
      );
      // As of another moment each time: an answer that is kept would cost next to nothing.
      asked.on('error', reject).end(JSON.stringify({ queries: [{ ...QUERY, asOf: (asOf -= 1) }] }));
    });
}

async function compare(bare: Ask, proxied: Ask): Promise<void> {
  const times = { bare: [] as number[], proxied: [] as number[] };
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [name, ask] of [
      ['bare', bare],
      ['proxied', proxied],
    ] as const) {
      const start = performance.now();
      await ask();
      if (round >= 0) {
        times[name].push(performance.now() - start);
      }
    }
  }
  const line = (what: string, share: number): number => {
    const [a, b] = [quantile(times.bare, share), quantile(times.proxied, share)];
    const figures = `engine ${a.toFixed(2)} ms, proxy ${b.toFixed(2)} ms`;
    console.log(`${what}: ${figures}, difference ${(b - a).toFixed(2)} ms, ratio ${(b / a).toFixed(2)}`);
    return b - a;
  };
  const overhead = line(`median of ${ROUNDS}`, 0.5);
  line('fastest tenth', 0.1);
  console.log(`at most ${TARGET_MS} ms over the engine: ${overhead <= TARGET_MS ? 'met' : 'missed'}`);
  process.exitCode = overhead <= TARGET_MS ? 0 : 1;
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((x, y) => x - y)[Math.floor(values.length * share)] ?? NaN;
}
