// What our way to an answer costs beside the bare engine: POST /api/v1/query against the statement that is kept beside the kind
// (analytics/<kind>/reference.sql), sent to the same engine by @clickhouse/client; then what proxy and engine hold together
// while eight questions at a time are asked and events come in.
// `npx tsx benchmarks/store-overhead.ts [--events 10000000] [--rounds 7]`; both ways take turns in one run, and must give the same
// numbers. What the proxy keeps is emptied before each question.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Frame, QueryResponse } from '@fawkes/contract';
import { startEngine } from '../backend-proxy/src/embedded-clickhouse/index';
import { createLogger } from '../backend-proxy/src/logging';
import { openStore } from '../backend-proxy/src/store/open-store';
import { MANY_EVENTS, storeManyEvents } from '../backend-proxy/test/many-events';
import { startProxy, type ProxyProcess } from '../backend-proxy/test/proxy-process';
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

const { values: flags } = parseArgs({
  options: { events: { type: 'string', default: '10000000' }, rounds: { type: 'string', default: '7' } },
});
const MOST_TIMES = 1.1;
const MOST_MORE_MS = 5;
const MOST_MIB = 900;
const ASKERS = 8;
const MEMORY_MS = 30_000;
const DAY_MS = 86_400_000;

/** Ranges that read all events, and few. */
const RANGES = { 'all 90 days': [0, 90], '1 day': [60, 61] } as const;

const directory = await mkdtemp(join(tmpdir(), 'fawkes-store-overhead-'));
const engine = await startEngine({ directory: join(directory, 'engine'), log: createLogger('warn'), port: 0 });
const { username, password, url } = engine.connection;
const store = await openStore(engine.connection);
await store.migrate();
await storeManyEvents(store, 'default', Number(flags.events));
const bare = bareClient(engine.connection);
const proxy = await startProxy(join(directory, 'proxy'), {
  CLICKHOUSE_URL: url.replace('://', `://${username}:${password}@`),
  // Gauges of these events would be computed meanwhile.
  FAWKES_METRICS_WORKSPACE: 'empty',
});
try {
  await proxy.ready();
  await proxy.ask('/api/v1/workspaces', { body: { name: 'empty' } });
  await defineReferences(proxy);
  const questions = KINDS_WITH_REFERENCE.flatMap(referenceQuestions);
  const met = [await compareTimes(questions), await measureMemory(questions)];
  process.exitCode = met.every(Boolean) ? 0 : 1;
} finally {
  await proxy.end();
  await bare.close();
  await store.close();
  await engine.stop();
  await rm(directory, { recursive: true });
}

async function compareTimes(questions: ReferenceQuestion[]): Promise<boolean> {
  let met = true;
  for (const [title, [first, last]] of Object.entries(RANGES)) {
    const range = { from: day(first), to: day(last) };
    console.log(`\n${flags.events} events, ${title}: median of ${flags.rounds} in ms`);
    console.log(`${'bare'.padStart(9)}${'proxied'.padStart(9)}${'ratio'.padStart(7)}`);
    for (const question of questions) {
      const [b, p] = await takeTurns(question, range);
      const good = p <= Math.max(b * MOST_TIMES, b + MOST_MORE_MS);
      met &&= good;
      const figures = `${b.toFixed(1).padStart(9)}${p.toFixed(1).padStart(9)}${(p / b).toFixed(2).padStart(7)}`;
      console.log(`${figures}  ${good ? 'met   ' : 'MISSED'}  ${titleOf(question)}`);
    }
  }
  return met;
}

/** Medians of the milliseconds that the statement takes, and the question. */
async function takeTurns(question: ReferenceQuestion, { from, to }: ReferenceRange): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let round = -1; round < Number(flags.rounds); round++) {
    const range = rangeOf(question, { from, to });
    await proxy.ask('/api/v1/metrics/refresh', { body: {} });
    const start = performance.now();
    const expected = await runReference(bare, question, 'default', range);
    const middle = performance.now();
    const frame = await ask(proxy, question, range);
    const end = performance.now();
    const wrong = differenceFrom(expected, frame);
    if (wrong !== undefined) {
      throw new Error(`${titleOf(question)}: ${JSON.stringify(wrong)} against the statement`);
    }
    if (round >= 0) {
      times[0].push(middle - start);
      times[1].push(end - middle);
    }
  }
  return times.map(median) as [number, number];
}

async function ask({ ask: post }: ProxyProcess, question: ReferenceQuestion, range: ReferenceRange): Promise<Frame> {
  const { body } = await post<QueryResponse>('/api/v1/query', { body: { queries: [{ ...question.query, range }] } });
  const result = body.results?.['A'];
  if (!result || 'error' in result) {
    throw new Error(`the proxy does not answer ${titleOf(question)}: ${JSON.stringify(result ?? body)}`);
  }
  return frameOf(result.frames, question);
}

/** The most that proxy and engine hold while eight ask, over all events, and one sends. */
async function measureMemory(questions: ReferenceQuestion[]): Promise<boolean> {
  const asked = () => ({
    from: new Date(MANY_EVENTS.from + answered + failed).toISOString(),
    to: day(MANY_EVENTS.days),
  });
  const pids = { proxy: proxy.pid, engine: engine.state().pid as number };
  const idle = { proxy: residentMiB(pids.proxy), engine: residentMiB(pids.engine) };
  await proxy.ask('/api/v1/sites', { body: { domain: 'docs.example' } });
  const deadline = Date.now() + MEMORY_MS;
  let [answered, failed, sent] = [0, 0, 0];
  let most = { proxy: 0, engine: 0 };
  const askers = Array.from({ length: ASKERS }, async (_, i) => {
    for (let n = i; Date.now() < deadline; n++) {
      const done = ask(proxy, questions[n % questions.length] as ReferenceQuestion, asked());
      await done.then(
        () => (answered += 1),
        (error: unknown) => {
          failed += 1;
          console.log(String(error).slice(0, 300));
        }
      );
    }
  });
  const sender = async () => {
    while (Date.now() < deadline) {
      const events = Array.from({ length: 500 }, (_, n) => ({
        ...{ name: 'pageview', site: 'docs.example', user_id: `user-${n}`, url: `/page/${n}`, timestamp: day(89) },
      }));
      await proxy.ask('/api/v1/events', { body: { events } });
      sent += events.length;
    }
  };
  const watcher = async () => {
    while (Date.now() < deadline) {
      const now = { proxy: residentMiB(pids.proxy), engine: residentMiB(pids.engine) };
      most = now.proxy + now.engine > most.proxy + most.engine ? now : most;
      await sleep(50);
    }
  };
  await Promise.all([...askers, sender(), watcher()]);
  const total = most.proxy + most.engine;
  console.log(`\nmemory, ${ASKERS} questions at a time: ${answered} answered, ${failed} failed, ${sent} events sent`);
  console.log(`before: proxy ${idle.proxy} MiB, engine ${idle.engine} MiB`);
  console.log(
    `most together: ${total} MiB (proxy ${most.proxy}, engine ${most.engine}), at most ${MOST_MIB}: ${total <= MOST_MIB ? 'met' : 'MISSED'}`
  );
  return total <= MOST_MIB && failed === 0;
}

function residentMiB(pid: number): number {
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
}

function day(n: number): string {
  return new Date(MANY_EVENTS.from + n * DAY_MS).toISOString();
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
