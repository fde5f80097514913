// Every kind of question over ten million events: ours, as the proxy answers it (nothing kept), beside the statement written by hand
// for the bare engine (analytics/<kind>/reference.sql), DuckDB and PostgreSQL (tests/proof/numbers/rivals), two threads each. All must
// give the same numbers, and take turns in one run. What is loaded stays in the directory and is used again, and so do the figures,
// so that a few can be measured at a time (`--only` says how their titles start): the table at the end is of all that were.
// `npx tsx benchmarks/rivals.ts --directory DIR [--events 10000000] [--rounds 3] [--only trends,'top: page'] [--without postgres]`
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Frame, QueryResponse } from '@fawkes/contract';
import { startEngine, type EmbeddedEngine } from '../backend-proxy/src/embedded-clickhouse/index';
import { createLogger } from '../backend-proxy/src/logging';
import { openStore } from '../backend-proxy/src/store/open-store';
import { MANY_EVENTS, storeManyEvents } from '../backend-proxy/test/many-events';
import { lives, startProxy } from '../backend-proxy/test/proxy-process';
import {
  bareClient,
  defineReferences,
  differenceFrom,
  frameOf,
  KINDS_WITH_REFERENCE,
  rangeOf,
  type ReferenceQuestion,
  type ReferenceRange,
  referenceQuestions,
  runReference,
  titleOf,
} from '../backend-proxy/test/reference';
import { openDuckDb } from '../tests/proof/numbers/rivals/duckdb-rival';
import { exportEvents } from '../tests/proof/numbers/rivals/export-events';
import { hasPostgres, openPostgres } from '../tests/proof/numbers/rivals/postgres-rival';
import { type Rival, rivalStatement } from '../tests/proof/numbers/rivals/rival';

const { values: flags } = parseArgs({
  options: {
    directory: { type: 'string' },
    events: { type: 'string', default: '10000000' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    without: { type: 'string', default: '' },
  },
});
const MOST_TIMES = 1.1;
const MOST_MORE_MS = 5;
const LEAST = { duckdb: 1.5, postgres: 4 };
/** What takes longer than the first is not asked once more beforehand, only to be warm; beyond the second it is asked once. */
const LONG_MS = [2500, 5000] as const;
const SIDES = ['ours', 'bare', 'duckdb', 'postgres'] as const;
type Side = (typeof SIDES)[number];
type Rows = Array<Record<string, unknown>>;
type Medians = Partial<Record<Side, number>>;

const WHOLE = {
  from: new Date(MANY_EVENTS.from).toISOString(),
  to: new Date(MANY_EVENTS.from + MANY_EVENTS.days * 86_400_000).toISOString(),
};

// Broken off, it still ends what it started.
process.once('SIGTERM', () => process.exit(1));
process.once('SIGINT', () => process.exit(1));
const directory = flags.directory ?? (await mkdtemp(join(tmpdir(), 'fawkes-rivals-')));
const figuresFile = join(directory, 'figures.json');
const figures: Record<string, Medians> = existsSync(figuresFile)
  ? (JSON.parse(readFileSync(figuresFile, 'utf8')) as Record<string, Medians>)
  : {};
await mkdir(directory, { recursive: true });
// PostgreSQL may have a user of its own, who must be able to enter.
await chmod(directory, 0o755);
const engine = await startEngine({ directory: join(directory, 'engine'), log: createLogger('warn'), port: 0 });
const bare = bareClient(engine.connection);
const rivals = await openRivals(engine);
const { username, password, url } = engine.connection;
const proxyDirectory = await mkdtemp(join(tmpdir(), 'fawkes-rivals-proxy-'));
const proxy = await startProxy(proxyDirectory, {
  CLICKHOUSE_URL: url.replace('://', `://${username}:${password}@`),
  // Gauges of these events would be computed meanwhile.
  FAWKES_METRICS_WORKSPACE: 'empty',
});
process.once('exit', () => lives(proxy.pid) && process.kill(proxy.pid));
let failed = 0;
try {
  await proxy.ready();
  await proxy.ask('/api/v1/workspaces', { body: { name: 'empty' } });
  await defineReferences(proxy);
  const asked = KINDS_WITH_REFERENCE.flatMap(referenceQuestions);
  for (const question of asked.filter((one) => flags.only.split(',').some((start) => titleOf(one).startsWith(start)))) {
    try {
      const medians = await takeTurns(question);
      figures[titleOf(question)] = medians;
      console.log(lineOf(titleOf(question), medians));
      writeFileSync(figuresFile, JSON.stringify(figures, null, 1));
    } catch (error) {
      failed += 1;
      console.log(`${titleOf(question)}: ${(error as Error).message}`);
    }
  }
  process.exitCode = conclude() && failed === 0 ? 0 : 1;
} finally {
  await proxy.end();
  await Promise.all(rivals.map((rival) => rival.close()));
  await bare.close();
  await engine.stop();
  await rm(proxyDirectory, { recursive: true });
  if (flags.directory === undefined) {
    await rm(directory, { recursive: true });
  }
}

/** The other databases with the same events, which are stored and loaded where they are not there yet. */
async function openRivals({ connection }: EmbeddedEngine): Promise<Rival[]> {
  const store = await openStore(connection);
  await store.migrate();
  if (!existsSync(join(directory, 'duckdb'))) {
    await storeManyEvents(store, 'default', Number(flags.events));
    console.log(`${flags.events} events stored`);
  }
  await store.close();
  const parquet = join(directory, 'events.parquet');
  const file = join(directory, 'duckdb');
  const isNew = !existsSync(file);
  if (isNew) {
    await exportEvents(bare, 'default', parquet);
  }
  const duckDb = await openDuckDb(file, isNew ? parquet : undefined);
  if (flags.without.includes('postgres') || !hasPostgres()) {
    return [duckDb];
  }
  const cluster = join(directory, 'postgres');
  const postgres = await openPostgres(cluster, {
    source: existsSync(cluster) ? undefined : duckDb,
    sharedBuffers: '2GB',
  });
  return [duckDb, postgres];
}

/** The median of the milliseconds that each side takes, all of which must say the same. */
async function takeTurns(question: ReferenceQuestion): Promise<Medians> {
  const range = rangeOf(question, WHOLE);
  const rounds = Number(flags.rounds);
  const times = new Map<Side, number[]>();
  const timed = async <Said>(side: Side, action: () => Promise<Said>): Promise<Said> => {
    const start = performance.now();
    const said = await action();
    times.set(side, [...(times.get(side) ?? []), performance.now() - start]);
    return said;
  };
  for (let round = 0; round <= rounds; round++) {
    await proxy.ask('/api/v1/metrics/refresh', { body: {} });
    const frame = await timed('ours', () => askProxy(question, range));
    for (const { side, ask } of sidesOf(question, range)) {
      const [first = 0] = times.get(side) ?? [];
      if ((round === rounds && first > LONG_MS[0]) || (round > 0 && first > LONG_MS[1])) {
        continue;
      }
      const wrong = differenceFrom(await timed(side, ask), frame);
      if (wrong !== undefined) {
        throw new Error(`${side} says otherwise: ${JSON.stringify(wrong)}`);
      }
    }
  }
  return Object.fromEntries([...times].map(([side, all]) => [side, median(all.slice(-rounds))]));
}

function sidesOf(question: ReferenceQuestion, range: ReferenceRange): Array<{ side: Side; ask(): Promise<Rows> }> {
  const others = rivals.flatMap((rival) => {
    const statement = rivalStatement(rival.name, question, range);
    return statement === undefined ? [] : [{ side: rival.name, ask: () => rival.rows(statement) }];
  });
  return [{ side: 'bare', ask: () => runReference(bare, question, 'default', range) }, ...others];
}

async function askProxy(question: ReferenceQuestion, range: ReferenceRange): Promise<Frame> {
  const queries = [{ ...question.query, range }];
  const { body } = await proxy.ask<QueryResponse>('/api/v1/query', { body: { queries } });
  const result = body.results?.['A'];
  if (!result || 'error' in result) {
    throw new Error(`the proxy does not answer: ${JSON.stringify(result ?? body)}`);
  }
  return frameOf(result.frames, question);
}

/** Prints all figures and whether the aims are met. */
function conclude(): boolean {
  const all = Object.entries(figures);
  console.log(`\n${flags.events} events, ms, and how many times as long the others take:`);
  console.log(['ours', 'bare', 'duckdb', '', 'postgres', ''].map((title) => title.padStart(9)).join(''));
  all.forEach(([title, medians]) => console.log(lineOf(title, medians)));
  const means = (['duckdb', 'postgres'] as const).map((rival) => {
    const ratios = all.flatMap(([, { ours, [rival]: theirs }]) => (ours && theirs ? [theirs / ours] : []));
    const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
    const good = mean >= LEAST[rival];
    console.log(
      `${rival}: ${mean.toFixed(2)} times ours in the geometric mean of ${ratios.length} questions, ` +
        `at least ${LEAST[rival]}: ${good ? 'met' : 'MISSED'}`
    );
    return good;
  });
  return means.every(Boolean) && all.every(([, medians]) => isNearBare(medians));
}

function isNearBare({ ours = 0, bare: plain = 0 }: Medians): boolean {
  return ours <= Math.max(plain * MOST_TIMES, plain + MOST_MORE_MS);
}

function lineOf(title: string, medians: Medians): string {
  const { ours = NaN } = medians;
  const ms = (n: number | undefined) => (n === undefined ? '–' : n.toFixed(n < 100 ? 1 : 0)).padStart(9);
  const times = (n: number | undefined) => (n === undefined ? '' : `${(n / ours).toFixed(2)}×`).padStart(9);
  const { bare: plain, duckdb, postgres } = medians;
  const judged = isNearBare(medians) ? '' : `  MISSED: ${(ours / (plain ?? NaN)).toFixed(2)} times the bare engine`;
  return `${ms(ours)}${ms(plain)}${ms(duckdb)}${times(duckdb)}${ms(postgres)}${times(postgres)}  ${title}${judged}`;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
