// What a dashboard waits for: the five areas at once (GET /api/v1/dashboard, 30 days) fresh and kept, /metrics, and kept questions
// of 100 clients at half of the rate that the proxy can do, which come whether or not the earlier ones are answered.
// `npx tsx benchmarks/dashboard.ts [--events 10000000] [--seconds 10]`
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startEngine } from '../backend-proxy/src/embedded-clickhouse/index';
import { createLogger } from '../backend-proxy/src/logging';
import { openStore } from '../backend-proxy/src/store/open-store';
import { MANY_EVENTS, storeManyEvents } from '../backend-proxy/test/many-events';
import { startProxy } from '../backend-proxy/test/proxy-process';
import { quantile } from './ingest-load';

const { values: flags } = parseArgs({
  options: { events: { type: 'string', default: '10000000' }, seconds: { type: 'string', default: '10' } },
});
const CLIENTS = 100;
const MOST = { fresh: 2000, kept: 20, metrics: 20, timesUnloaded: 10 };
const FEATURES = ['Signup', 'Deploy Started', 'Deploy Finished', 'Search', 'Click'];
const WEEK = { v: 1, range: { last: '7d' } };
const MIXED = [
  { ...WEEK, kind: 'trends', measures: [{ measure: 'page_views' }, { measure: 'sessions' }] },
  { ...WEEK, kind: 'top', property: 'page.path', measures: [{ measure: 'page_views' }] },
  { ...WEEK, kind: 'adoption' },
  {
    ...WEEK,
    kind: 'funnel',
    window: '1d',
    steps: FEATURES.slice(1, 3).map((name) => ({ name, match: { events: [name] } })),
  },
  { ...WEEK, kind: 'segments' },
];

const directory = await mkdtemp(join(tmpdir(), 'fawkes-dashboard-'));
try {
  await storeUpToNow(join(directory, 'data'));
  const proxy = await startProxy(join(directory, 'data'), { FAWKES_ADMIN_TOKEN: 'a-token-of-the-benchmark' });
  try {
    await proxy.ready();
    for (const name of FEATURES) {
      await proxy.ask('/api/v1/features', { body: { name, match: { events: [name] } } });
    }
    const met = [await areas(proxy.address), await underLoad(proxy.address)];
    process.exitCode = met.every(Boolean) ? 0 : 1;
  } finally {
    await proxy.end();
  }
} finally {
  await rm(directory, { recursive: true });
}

/** Events whose 90 days end about now. */
async function storeUpToNow(dataDir: string): Promise<void> {
  const engine = await startEngine({ directory: dataDir, log: createLogger('warn') });
  const store = await openStore(engine.connection);
  await store.migrate();
  await storeManyEvents(store, 'default', Number(flags.events), {
    from: Date.now() - MANY_EVENTS.days * 86_400_000,
  });
  await store.close();
  await engine.stop();
}

async function areas(address: string): Promise<boolean> {
  const path = '/api/v1/dashboard?time_range=30d';
  const fresh = await times(3, async () => {
    await call(address, '/api/v1/metrics/refresh', {});
    return timed(() => call(address, path));
  });
  await call(address, path);
  const kept = await times(50, () => timed(() => call(address, path)));
  const metrics = await times(50, () => timed(() => call(address, '/metrics')));
  return [
    judged('the five areas, fresh', quantile(fresh, 0.5), MOST.fresh),
    judged('the five areas, kept', quantile(kept, 0.5), MOST.kept),
    judged('/metrics', quantile(metrics, 0.5), MOST.metrics),
  ].every(Boolean);
}

async function underLoad(address: string): Promise<boolean> {
  const ask = (n: number) => call(address, '/api/v1/query', { queries: [MIXED[n % MIXED.length]] });
  await times(MIXED.length, (n) => ask(n));
  const unloaded = quantile(await times(100, (n) => timed(() => ask(n))), 0.5);
  const seconds = Number(flags.seconds);
  const until = performance.now() + seconds * 1000;
  let done = 0;
  const client = async (first: number) => {
    for (let n = first; performance.now() < until; n += CLIENTS) {
      await ask(n);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, n) => client(n)));
  const peak = done / seconds;
  const loaded = await openLoop(ask, peak / 2, seconds);
  console.log(
    `peak ${peak.toFixed(0)} answers a second with ${CLIENTS} clients; unloaded median ${unloaded.toFixed(2)} ms`
  );
  console.log(`at half of it: ${loaded.times.length} answers, ${loaded.failed} failed`);
  return (
    judged('p99 at half of the peak', quantile(loaded.times, 0.99), unloaded * MOST.timesUnloaded) &&
    loaded.failed === 0
  );
}

/** Asks at a steady rate; the time of a question counts from when it was due. */
async function openLoop(ask: (n: number) => Promise<unknown>, rate: number, seconds: number) {
  const result = { times: [] as number[], failed: 0 };
  const begun = performance.now();
  const running: Array<Promise<void>> = [];
  for (let n = 0; n < rate * seconds; n++) {
    const due = begun + (n / rate) * 1000;
    if (due > performance.now()) {
      await sleep(due - performance.now());
    }
    running.push(
      ask(n).then(
        () => void result.times.push(performance.now() - due),
        () => void (result.failed += 1)
      )
    );
  }
  await Promise.all(running);
  return result;
}

function judged(title: string, ms: number, most: number): boolean {
  const good = ms <= most;
  console.log(
    `${ms.toFixed(1).padStart(8)} ms  ${good ? 'met   ' : 'MISSED'}  ${title} (at most ${most.toFixed(0)} ms)`
  );
  return good;
}

async function call(address: string, path: string, body?: unknown): Promise<void> {
  const headers = { authorization: 'Bearer a-token-of-the-benchmark', 'content-type': 'application/json' };
  const response = await fetch(address + path, {
    headers,
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok || text.includes('"error":')) {
    throw new Error(`${path}: ${response.status} ${text.slice(0, 300)}`);
  }
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await action();
  return performance.now() - begun;
}

async function times<Value>(count: number, action: (n: number) => Promise<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for (let n = 0; n < count; n++) {
    values.push(await action(n));
  }
  return values;
}
