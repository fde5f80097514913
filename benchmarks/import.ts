// How fast a CSV file of events comes in: `npx tsx benchmarks/import.ts [--rows 1000000] [--months 12] [--shuffled]`.
// `fawkes-analytics import` against the engine alone, which loads the same file into a plain table; and what command, proxy and
// engine hold meanwhile beyond what proxy and engine held before.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { pino } from 'pino';
import { startEngine } from '../backend-proxy/src/embedded-clickhouse/index';
import { engineOf, startProxy, type ProxyProcess } from '../backend-proxy/test/proxy-process';

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    months: { type: 'string', default: '12' },
    shuffled: { type: 'boolean', default: false },
  },
});
const ROWS = Number(flags.rows);
const MONTHS = Number(flags.months);
const GOAL = { perSecond: 50_000, ofBare: 0.5, mib: 300 };
const SITE = 'docs.example';
const COMMAND = fileURLToPath(new URL('../backend-proxy/bin/fawkes-analytics.js', import.meta.url));

const directory = await mkdtemp(join(tmpdir(), 'fawkes-import-'));
const file = join(directory, 'events.csv');
try {
  await pipeline(Readable.from(lines()), createWriteStream(file));
  const mib = (await stat(file)).size / 2 ** 20;
  console.log(`${ROWS} rows over ${MONTHS} months${flags.shuffled ? ', in no order' : ''}: ${mib.toFixed(0)} MiB`);
  const bare = await bareLoad();
  const ours = await importFile();
  console.log(`the engine alone: ${(ROWS / bare).toFixed(0)} rows/s`);
  console.log(`import: ${(ROWS / ours.seconds).toFixed(0)} rows/s, ${(bare / ours.seconds).toFixed(2)} of that`);
  console.log(`memory added at most: ${ours.mib.toFixed(0)} MiB (${ours.parts})`);
  const fast = ROWS / ours.seconds >= GOAL.perSecond || bare / ours.seconds >= GOAL.ofBare;
  process.exitCode = fast && ours.mib < GOAL.mib ? 0 : 1;
} finally {
  await rm(directory, { recursive: true });
}

/** Rows as an export has them; always the same. */
function* lines(): Generator<string> {
  yield 'event,timestamp,user_id,url,referrer,country,browser,plan,team,value\n';
  const names = ['pageview', 'pageview', 'pageview', 'signup', 'deploy.app.start', 'search'];
  const referrers = ['', '', 'https://www.google.de/', 'https://news.ycombinator.com/item?id=1'];
  const start = Date.UTC(2024, 0, 1);
  const step = (MONTHS * 30 * 86_400_000) / ROWS;
  let state = 7;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let i = 0; i < ROWS; i++) {
    const time = new Date(start + Math.floor((flags.shuffled ? random(ROWS) : i) * step)).toISOString();
    const name = names[random(names.length)];
    const url = `https://${SITE}/${'abcdef'[random(6)]}/${random(500)}`;
    const value = random(5) === 0 ? String(random(10_000) / 100) : '';
    const rest = `${referrers[random(4)]},${['DE', 'US', 'FR'][random(3)]},${['Firefox', 'Chrome'][random(2)]}`;
    yield `${name},${time},user-${random(50_000)},${url},${rest},${['free', 'pro'][random(2)]},t${random(40)},${value}\n`;
  }
}

/** Seconds that the engine takes for the file, in a process of its own, through its HTTP interface. */
async function bareLoad(): Promise<number> {
  const engine = await startEngine({ directory: join(directory, 'bare'), log: pino({ level: 'silent' }) });
  const { url, username, password, agent } = engine.connection;
  const client = createClient({ url, username, password, http_agent: agent, log: { level: ClickHouseLogLevel.OFF } });
  await client.command({
    query: `CREATE TABLE load (event LowCardinality(String), timestamp DateTime64(3, 'UTC'), user_id String, url String, referrer String,
      country LowCardinality(String), browser LowCardinality(String), plan LowCardinality(String), team LowCardinality(String),
      value Nullable(Float64)) ENGINE = MergeTree PARTITION BY toYYYYMM(timestamp) ORDER BY (toDate(timestamp), event, timestamp)`,
  });
  const begun = performance.now();
  const { stream } = await client.exec({
    query: 'INSERT INTO load FORMAT CSVWithNames',
    values: createReadStream(file),
    clickhouse_settings: { date_time_input_format: 'best_effort' },
  });
  await finished(stream.resume());
  const seconds = (performance.now() - begun) / 1000;
  await client.close();
  await engine.stop();
  return seconds;
}

async function importFile(): Promise<{ seconds: number; mib: number; parts: string }> {
  const proxy = await startProxy(join(directory, 'data'));
  try {
    await proxy.ready();
    await proxy.run('site', 'add', SITE);
    return await watchedImport(proxy);
  } finally {
    await proxy.end();
  }
}

async function watchedImport(proxy: ProxyProcess) {
  const servers = [proxy.pid, engineOf(proxy)];
  const before = servers.map(residentMiB);
  let most = { mib: 0, parts: '' };
  const begun = performance.now();
  const args = ['import', file, '--site', SITE, '--url', proxy.address, '--data-dir', join(directory, 'data')];
  const command = spawn(process.execPath, [COMMAND, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const watch = setInterval(() => {
    const [own = 0, ...grown] = [residentMiB(command.pid!), ...servers.map((pid, i) => residentMiB(pid) - before[i]!)];
    const mib = [own, ...grown].reduce((sum, part) => sum + part);
    if (mib > most.mib) {
      most = { mib, parts: `command ${own.toFixed(0)}, proxy ${grown[0]?.toFixed(0)}, engine ${grown[1]?.toFixed(0)}` };
    }
  }, 50);
  const [code] = (await once(command, 'exit')) as [number | null];
  clearInterval(watch);
  if (code !== 0) {
    throw new Error(`the import ended with ${code}`);
  }
  return { seconds: (performance.now() - begun) / 1000, ...most };
}

function residentMiB(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
