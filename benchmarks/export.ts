// What an export of the raw log takes beside the bare engine, which writes the same rows in the same format without us
// (CSV, NDJSON and Parquet; it writes no XLSX, which is held against its CSV), and what memory proxy and engine add meanwhile.
// `npx tsx benchmarks/export.ts [--events 1000000] [--formats csv,parquet]`; both ways take turns in one run.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEngine } from '../backend-proxy/src/embedded-clickhouse/index';
import { createLogger } from '../backend-proxy/src/logging';
import { openStore } from '../backend-proxy/src/store/open-store';
import { MANY_EVENTS, storeManyEvents } from '../backend-proxy/test/many-events';
import { startProxy } from '../backend-proxy/test/proxy-process';
import { bareClient } from '../backend-proxy/test/reference';

const { values: flags } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000' },
    formats: { type: 'string', default: 'csv,json,ndjson,xlsx,parquet' },
  },
});
const MOST_MIB = 200;
const BARE: Record<string, string> = {
  csv: 'CSVWithNames',
  json: 'JSONEachRow',
  ndjson: 'JSONEachRow',
  xlsx: 'CSVWithNames',
  parquet: 'Parquet',
};
/** Written by hand: the columns of the log, newest first. */
const ROWS = `SELECT time, name AS event, if(e.user_id != '', e.user_id, if(l.user_id != '', l.user_id, visitor_id)) AS person, site,
    path AS page, source, country, browser, value, toJSONString(props) AS props
  FROM events AS e LEFT JOIN (SELECT visitor, min(first).user_id AS user_id FROM links WHERE workspace = 'default' GROUP BY visitor) AS l
    ON e.visitor = l.visitor WHERE workspace = 'default' ORDER BY time DESC`;

const directory = await mkdtemp(join(tmpdir(), 'fawkes-export-'));
const newEngine = () => startEngine({ directory: join(directory, 'engine'), log: createLogger('warn'), port: 0 });
await fill();
// Begun anew, since an engine keeps the memory that it took to store them.
const engine = await newEngine();
const { username, password, url } = engine.connection;
const bare = bareClient(engine.connection);
const proxy = await startProxy(join(directory, 'proxy'), {
  CLICKHOUSE_URL: url.replace('://', `://${username}:${password}@`),
});
try {
  await proxy.ready();
  const token = readFileSync(join(directory, 'proxy', 'admin-token'), 'utf8').trim();
  await exported('csv', token, 1);
  console.log(
    `${flags.events} events\n${'format'.padEnd(9)}${'bare s'.padStart(8)}${'ours s'.padStart(8)}${'ratio'.padStart(7)}`
  );
  const before = residentMiB();
  const formats = flags.formats.split(',');
  const ours = new Map<string, Measured>();
  let met = true;
  for (const format of formats) {
    const watched = watch();
    const taken = await timed(() => exported(format, token, MANY_EVENTS.days));
    const most = watched();
    ours.set(format, { ...taken, added: { proxy: most.proxy - before.proxy, engine: most.engine - before.engine } });
  }
  // The bare engine last: it sorts all rows at once, and keeps that memory.
  for (const format of formats) {
    const { seconds, bytes, added } = ours.get(format) as Measured;
    const total = added.proxy + added.engine;
    const plain = await timed(() => bareExport(BARE[format] as string));
    met &&= total <= MOST_MIB;
    const figures = [plain.seconds, seconds].map((s) => s.toFixed(1).padStart(8)).join('');
    console.log(
      `${format.padEnd(9)}${figures}${(seconds / plain.seconds).toFixed(2).padStart(7)}  ${mib(bytes)} MiB (bare ${mib(plain.bytes)}), ` +
        `added memory ${total} MiB (proxy ${added.proxy}, engine ${added.engine}), at most ${MOST_MIB}: ${total <= MOST_MIB ? 'met' : 'MISSED'}`
    );
  }
  process.exitCode = met ? 0 : 1;
} finally {
  await proxy.end();
  await bare.close();
  await engine.stop();
  await rm(directory, { recursive: true });
}

async function fill(): Promise<void> {
  const first = await newEngine();
  const store = await openStore(first.connection);
  await store.migrate();
  await storeManyEvents(store, 'default', Number(flags.events));
  await store.close();
  await first.stop();
}

interface Measured {
  seconds: number;
  bytes: number;
  /** MiB over what they had before. */
  added: Memory;
}

async function timed(action: () => Promise<number>): Promise<{ seconds: number; bytes: number }> {
  const start = performance.now();
  const bytes = await action();
  return { bytes, seconds: (performance.now() - start) / 1000 };
}

async function bareExport(format: string): Promise<number> {
  const { stream } = await bare.exec({ query: `${ROWS} FORMAT ${format}`, query_id: randomUUID() });
  return lengthOf(stream as AsyncIterable<Uint8Array>);
}

async function exported(format: string, token: string, days: number): Promise<number> {
  const { from } = MANY_EVENTS;
  const range = { from: new Date(from).toISOString(), to: new Date(from + days * 86_400_000).toISOString() };
  const response = await fetch(`${proxy.address}/api/v1/query/export?format=${format}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ v: 1, kind: 'events', range }),
  });
  if (!response.ok || response.body === null) {
    throw new Error(`the proxy does not export: ${await response.text()}`);
  }
  return lengthOf(response.body as unknown as AsyncIterable<Uint8Array>);
}

async function lengthOf(stream: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  for await (const piece of stream) {
    bytes += piece.length;
  }
  return bytes;
}

interface Memory {
  proxy: number;
  engine: number;
}

function residentMiB(): Memory {
  const of = (pid: number) =>
    Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
  return { proxy: of(proxy.pid), engine: of(engine.state().pid as number) };
}

/** Watches the memory; the function that it gives ends that and says the most that both had together. */
function watch(): () => Memory {
  let most: Memory = { proxy: 0, engine: 0 };
  const timer = setInterval(() => {
    const now = residentMiB();
    most = now.proxy + now.engine > most.proxy + most.engine ? now : most;
  }, 50);
  return () => {
    clearInterval(timer);
    return most;
  };
}

function mib(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
