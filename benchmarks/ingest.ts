// How fast events come in, durable when they are answered: `npx tsx benchmarks/ingest.ts [seconds]`.
// The proxy with its engine, this load and, at the end, the bare engine's own insert of the same events share the machine.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventInput } from '@fawkes/contract';
import { engineOf, startProxy, type ProxyProcess } from '../backend-proxy/test/proxy-process';
import { startTestStore } from '../backend-proxy/test/engine';
import { blockOf } from '../backend-proxy/test/events';
import { parseEvents } from '../backend-proxy/src/ingestion';
import { load, quantile, type Target } from './ingest-load';

const SECONDS = Number(process.argv[2] ?? 10);
const WARM_UP_SECONDS = 3;
const SITE = 'docs.example';
const PAGES = 200;
const PEOPLE = 5000;
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const BATCH = 1000;
const SINGLE = { perSecond: 4000, p99: 500 };
const BATCHED = { perSecond: 40_000 };

let count = 0;

const directory = await mkdtemp(join(tmpdir(), 'fawkes-ingest-'));
const proxy = await startProxy(directory);
let met = true;
try {
  await proxy.ready();
  await proxy.ask('/api/v1/sites', { body: { domain: SITE } });
  const api = await apiOf(proxy);
  const tracker: Target = {
    address: proxy.address,
    path: '/api/event',
    headers: { 'content-type': 'text/plain', 'user-agent': CHROME },
  };
  await load(tracker, 100, WARM_UP_SECONDS, view);
  await load(api, 100, WARM_UP_SECONDS, () => batch(1, false));
  await measure('POST /api/event, 1 event', tracker, { connections: 1000, size: 1, body: view, goal: SINGLE });
  const one = { connections: 1000, size: 1, goal: SINGLE };
  await measure('POST /api/v1/events, 1 event', api, { ...one, body: () => batch(1, false) });
  await measure('the same, with an id', api, { ...one, body: () => batch(1, true) });
  const many = { connections: 16, size: BATCH, goal: BATCHED };
  const batched = await measure(`POST /api/v1/events, ${BATCH} events`, api, { ...many, body: bodies(false) });
  const identified = await measure('the same, with ids', api, { ...many, body: bodies(true), goal: undefined });
  const bare = await bareInserts();
  console.log(`the engine alone, blocks of ${BATCH} one by one: ${bare.toFixed(0)} events/s`);
  console.log(`ratio to it: ${(batched / bare).toFixed(2)}, with ids ${(identified / bare).toFixed(2)}`);
} finally {
  await proxy.end();
  await rm(directory, { recursive: true });
}
process.exitCode = met ? 0 : 1;

async function apiOf({ address, run }: ProxyProcess): Promise<Target> {
  const token = (await run('token', 'create', '--workspace', 'default', '--role', 'ingest')).stdout.trim();
  return {
    address,
    path: '/api/v1/events',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  };
}

function event(withId: boolean): EventInput {
  const n = count++;
  return {
    ...(withId ? { id: `event-${n}` } : {}),
    name: n % 4 === 0 ? 'Sign Up' : 'pageview',
    site: SITE,
    user_id: `user-${(n * 7919) % PEOPLE}`,
    url: `https://${SITE}/guide/page-${n % PAGES}?utm_source=mail`,
    referrer: 'https://www.google.com/search?q=x',
    timestamp: Date.now() - (n % 1000),
    props: { team: `team-${n % 20}`, plan: n % 3 === 0 ? 'free' : 'paid', seats: n % 50 },
  };
}

function batch(size: number, withIds: boolean): string {
  return JSON.stringify({ events: Array.from({ length: size }, () => event(withIds)) });
}

/** Made before the clock runs. Sent round and round, but for events with ids, which count once. */
function bodies(withIds: boolean): () => string {
  const all = Array.from({ length: withIds ? SECONDS * 60 : 100 }, () => batch(BATCH, withIds));
  let next = 0;
  return () => all[next++ % all.length]!;
}

/** Each of another page, so that none is doubled. */
function view(): string {
  const n = count++;
  return JSON.stringify({ n: 'pageview', u: `https://${SITE}/guide/page-${n}?utm_source=mail`, d: SITE, r: null });
}

interface Way {
  connections: number;
  /** Events in a request. */
  size: number;
  body: () => string;
  goal?: { perSecond: number; p99?: number };
}

/** Events a second. The processor times beside them hold on a busy machine, too. */
async function measure(what: string, target: Target, { connections, size, body, goal }: Way): Promise<number> {
  const processes = { proxy: proxy.pid, engine: engineOf(proxy), load: process.pid };
  const before = Object.values(processes).map(cpuMs);
  const { requests, seconds, times, statuses } = await load(target, connections, SECONDS, body);
  const events = requests * size;
  const cpu = Object.entries(processes).map(([name, pid], i) => {
    return `${name} ${(((cpuMs(pid) - before[i]!) * 1000) / events).toFixed(0)} µs`;
  });
  const perSecond = events / seconds;
  const p99 = quantile(times, 0.99);
  const failed = Object.keys(statuses).some((status) => status !== '202');
  const reached = perSecond >= (goal?.perSecond ?? 0) && p99 <= (goal?.p99 ?? Infinity) && !failed;
  met &&= reached;
  const rate = `${perSecond.toFixed(0)} events/s${goal ? (reached ? ' (met)' : ' (MISSED)') : ''}`;
  const waits = `median ${quantile(times, 0.5).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`;
  console.log(
    `${what}: ${rate}, ${waits}; of ${cpu.join(', ')} an event${failed ? `; ${JSON.stringify(statuses)}` : ''}`
  );
  return perSecond;
}

/** Processor time of a process so far, its threads included. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Events a second that the engine takes from the store's own client, with nothing in front of it. */
async function bareInserts(): Promise<number> {
  const { store, stop } = await startTestStore();
  const context = { workspace: 'default', workspaceOf: async () => 'default', now: Date.now() };
  const { events } = await parseEvents(JSON.parse(batch(BATCH, false)), context);
  const begun = performance.now();
  const until = begun + SECONDS * 500;
  let blocks = 0;
  for (; performance.now() < until; blocks++) {
    const received = Date.now() + blocks;
    const block = blockOf(
      `bare-${blocks}`,
      events.map((one) => ({ ...one, received }))
    );
    await store.insert(block);
  }
  const perSecond = (blocks * BATCH * 1000) / (performance.now() - begun);
  await stop();
  return perSecond;
}
