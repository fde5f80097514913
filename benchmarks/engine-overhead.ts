import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { pino } from 'pino';
import { Engine } from '../backend-proxy/src/embedded-clickhouse/engine';
import { startEngine } from '../backend-proxy/src/embedded-clickhouse/index';

/**
 * What the embedded engine costs beside the bare one: how long it takes to start, what its process holds, and how much
 * longer a small query takes through client, socket and HTTP than as a call into the same engine in this process.
 *
 *     npx tsx benchmarks/engine-overhead.ts
 */

const QUERIES = 500;
const WARM_UP = 50;
const IDLE_MS = 3000;
const SMALL = 'SELECT 1 AS n';

const directory = await mkdtemp(join(tmpdir(), 'engine-overhead-'));
const begun = performance.now();
const embedded = await startEngine({ directory: join(directory, 'embedded'), log: pino({ level: 'silent' }) });
const startMs = performance.now() - begun;
const { url, username, password, agent } = embedded.connection;
const client = createClient({ url, username, password, http_agent: agent, log: { level: ClickHouseLogLevel.OFF } });

await client.ping({ select: true });
await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
const idle = residentMiB(embedded.state().pid);

const bare = new Engine(join(directory, 'bare'), undefined);
const session = bare.openSession();

const ways: Record<string, () => Promise<unknown>> = {
  'a call of one open session, in this process': () => session.query(SMALL, 'JSONEachRow'),
  'a session of its own with settings, in this process': async () => {
    const own = bare.openSession();
    await own.prepare(undefined, []);
    await own.query(SMALL, 'JSONEachRow');
    own.close();
  },
  'the client, through the embedded engine': async () => {
    const result = await client.query({ query: SMALL, format: 'JSONEachRow' });
    await result.json();
  },
};

const times = await measure();
const medians = Object.entries(times).map(([way, all]) => ({ way, ms: median(all), p95: quantile(all, 0.95) }));
const base = medians[0]?.ms ?? NaN;

print('engine', [
  ['start until it takes queries', `${startMs.toFixed(0)} ms`],
  ['resident memory, idle', `${idle.total} MiB (${idle.anonymous} of its own, ${idle.file} of mapped files)`],
  ['resident memory after the queries below', `${residentMiB(embedded.state().pid).total} MiB`],
]);
print(
  `${SMALL}, median of ${QUERIES} (95th percentile)`,
  medians.map(({ way, ms, p95 }) => [way, `${ms.toFixed(2)} ms (${p95.toFixed(2)})  x ${(ms / base).toFixed(1)}`])
);

session.close();
await bare.close();
await client.close();
await embedded.stop();
await rm(directory, { recursive: true, force: true });

/** The ways take turns, so that what else the machine does is the same for each. */
async function measure(): Promise<Record<string, number[]>> {
  const measured: Record<string, number[]> = {};
  for (let i = 0; i < WARM_UP + QUERIES; i++) {
    for (const [way, run] of Object.entries(ways)) {
      const start = performance.now();
      await run();
      (measured[way] ??= []).push(performance.now() - start);
    }
  }
  return Object.fromEntries(Object.entries(measured).map(([way, all]) => [way, all.slice(WARM_UP)]));
}

function quantile(values: number[], at: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * at)] ?? NaN;
}

function median(values: number[]): number {
  return quantile(values, 0.5);
}

function residentMiB(pid: number | undefined): { total: number; anonymous: number; file: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string) => Math.round(Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024);
  return { total: field('VmRSS'), anonymous: field('RssAnon'), file: field('RssFile') };
}

function print(title: string, rows: string[][]): void {
  const width = Math.max(...rows.map(([name = '']) => name.length));
  const lines = rows.map(([name = '', value]) => `  ${name.padEnd(width)}  ${value}`);
  process.stdout.write(`${title}\n${lines.join('\n')}\n`);
}
