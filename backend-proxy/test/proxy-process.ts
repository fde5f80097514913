import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Measure, QueryResponse } from '@fawkes/contract';
import type { Health } from '../src/http/health';

/** The command line, to be run by Node. */
export const COMMAND = fileURLToPath(new URL('../bin/fawkes-analytics.js', import.meta.url));

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a command of the command line to its end, with none of this process's own configuration. */
export async function runCommand(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  try {
    const options = { env: environment(env), timeout: 60_000 };
    return { code: 0, ...(await promisify(execFile)(process.execPath, [COMMAND, ...args], options)) };
  } catch (error) {
    return error as Ended;
  }
}

interface Asked {
  body?: unknown;
  workspace?: string;
  /** Without it POST where there is a body, else GET. */
  method?: string;
}

interface Answered<Body> {
  status: number;
  body: Body;
}

/** A proxy in a process of its own, as a user starts it, on a free port. */
export interface ProxyProcess {
  address: string;
  pid: number;
  /** What a person was told so far. */
  told(): string;
  /** Resolves to the exit code; null where a signal ended the process. */
  exited: Promise<number | null>;
  /** Asks with the token of the installation. */
  ask<Body>(path: string, options?: Asked): Promise<Answered<Body>>;
  /** A measure of the last day in the workspace `default`. */
  total(measure: Measure): Promise<number>;
  /** Runs a command against this proxy. */
  run(...args: string[]): Promise<Ended>;
  health(): Promise<Answered<Health>>;
  ready(): Promise<void>;
  /** Sends a signal and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts a proxy; resolves as soon as it listens. */
export async function startProxy(dataDir: string, env: NodeJS.ProcessEnv = {}): Promise<ProxyProcess> {
  const child = spawn(process.execPath, [COMMAND, 'serve', '--port', '0', '--data-dir', dataDir], {
    env: environment({ LOG_LEVEL: 'warn', ...env }),
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  let told = '';
  const address = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (data: Buffer) => {
      told += data.toString();
      const found = /listens on (\S+)\n/.exec(told)?.[1];
      if (found) {
        resolve(found);
      }
    });
    child.stderr.on('end', () => reject(new Error(`the proxy did not start: ${told}`)));
  });

  async function request<Body>(
    path: string,
    headers: Record<string, string>,
    { body, method = body === undefined ? 'GET' : 'POST' }: Asked = {}
  ): Promise<Answered<Body>> {
    const response = await fetch(address + path, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as Body };
  }

  function ask<Body>(path: string, { workspace = 'default', ...asked }: Asked = {}) {
    const token = readFileSync(join(dataDir, 'admin-token'), 'utf8').trim();
    return request<Body>(path, { authorization: `Bearer ${token}`, 'x-workspace': workspace }, asked);
  }

  return {
    address,
    pid: child.pid!,
    told: () => told,
    exited,
    ask,
    async total(measure) {
      const query = { v: 1, kind: 'trends', range: { last: '1d' }, interval: 'range', measures: [{ measure }] };
      const { body } = await ask<QueryResponse>('/api/v1/query', { body: { queries: [query] } });
      const result = body.results['A'];
      if (!result || 'error' in result) {
        throw new Error(`the question was not answered: ${JSON.stringify(result)}`);
      }
      return Number(result.frames[0]?.data.values.at(-1)?.[0]);
    },
    run: (...args) => runCommand([...args, '--url', address, '--data-dir', dataDir]),
    health: () => request('/health', {}),
    async ready() {
      for (const deadline = Date.now() + 60_000; (await request('/health', {})).status !== 200; await pause()) {
        if (Date.now() > deadline) {
          throw new Error(`the proxy did not get ready: ${told}`);
        }
      }
    },
    end(signal = 'SIGTERM') {
      child.kill(signal);
      return exited;
    },
  };
}

/** The processes below a process. */
export function descendants(pid: number): number[] {
  const pairs = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    pairs.filter(([, ppid]) => ppid === parent).flatMap(([child]) => [child!, ...below(child!)]);
  return below(pid);
}

/** The process of a proxy's embedded engine. */
export function engineOf({ pid }: ProxyProcess): number {
  const command = (child: number) => execFileSync('ps', ['-o', 'args=', '-p', String(child)], { encoding: 'utf8' });
  const engine = descendants(pid).find((child) => command(child).includes('engine.mjs'));
  if (engine === undefined) {
    throw new Error('the proxy has no engine at the moment');
  }
  return engine;
}

/** Whether a process lives; one that ended and was not yet buried does not. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('Z');
  } catch {
    return false;
  }
}

function environment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, ...own };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
