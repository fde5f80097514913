import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { startEngine, type EmbeddedEngine } from '../../../backend-proxy/src/embedded-clickhouse/index';
import { createLogger } from '../../../backend-proxy/src/logging';
import { type Caller, createMarks, OPERATIONS } from './operations';

export interface EngineOptions {
  connections: number;
  durationMs: number;
  /** Which call comes next, and its size: numbers in [0, 1). */
  random(): number;
  say?(line: string): void;
}

export interface EngineFigures {
  calls: Record<string, number>;
  /** What came back wrong. */
  wrong: string[];
  /** How often the engine's process ended. */
  crashes: number;
  /** Resident memory in MiB, sampled over the whole time. */
  memory: number[];
}

const SAMPLES = 60;

/** Makes calls of every kind on some connections at once, straight to the embedded engine. */
export async function callAllAtOnce({ connections, durationMs, random, say }: EngineOptions): Promise<EngineFigures> {
  const directory = await mkdtemp(join(tmpdir(), 'fawkes-engine-soak-'));
  const engine = await startEngine({ directory, log: createLogger('fatal') });
  const callers = Array.from({ length: connections }, (_, i) => callerOf(engine, `caller ${i}`, random));
  await createMarks(callers[0]!.client);
  const figures: EngineFigures = { calls: {}, wrong: [], crashes: 0, memory: [] };
  const sampling = setInterval(() => {
    figures.memory.push(residentMiB(engine.state().pid));
    say?.(`${sum(Object.values(figures.calls))} calls, ${figures.wrong.length} wrong, ${figures.memory.at(-1)} MiB`);
  }, durationMs / SAMPLES);
  const pid = engine.state().pid;
  try {
    const deadline = Date.now() + durationMs;
    await Promise.all(callers.map((caller) => call(caller, deadline, figures)));
    figures.crashes = engine.state().pid === pid ? 0 : 1;
    return figures;
  } finally {
    clearInterval(sampling);
    await Promise.all(callers.map(({ client }) => client.close()));
    await engine.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

function callerOf(engine: EmbeddedEngine, mark: string, random: () => number): Caller {
  const { url, username, password, agent } = engine.connection;
  const client = createClient({ url, username, password, http_agent: agent, log: { level: ClickHouseLogLevel.OFF } });
  return { mark, client, inserted: 0, random };
}

async function call(caller: Caller, deadline: number, { calls, wrong }: EngineFigures): Promise<void> {
  const names = Object.keys(OPERATIONS);
  while (Date.now() < deadline) {
    const name = names[Math.floor(caller.random() * names.length)] as string;
    const found = await OPERATIONS[name]!(caller).catch((error: unknown) => String(error));
    calls[name] = (calls[name] ?? 0) + 1;
    if (found !== undefined) {
      wrong.push(`${caller.mark}, ${name}: ${found}`);
    }
  }
}

/** How much more memory there is at the end than in the middle, in percent: the medians of a fifth of the time each. */
export function growthPercent({ memory }: Pick<EngineFigures, 'memory'>): number {
  const around = (share: number) => {
    const at = Math.floor(memory.length * share);
    const part = memory.slice(at, at + Math.ceil(memory.length / 5)).toSorted((a, b) => a - b);
    return part[Math.floor(part.length / 2)] ?? NaN;
  };
  return 100 * (around(0.8) / around(0.4) - 1);
}

function residentMiB(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024);
  } catch {
    return NaN;
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
