import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChildOptions, ReadyMessage } from './child-messages';
import { Engine } from './engine';
import { releaseWhenIdle } from './release-when-idle';
import { socketIn } from './runtime-directory';
import { createEngineServer } from './server';
import { SessionPool } from './session-pool';

/** Nobody reads results any more once the parent is gone; what was acknowledged is on disk. */
const ORPHAN_MS = 1000;
const STOP_MS = 4000;
/** As many callers as may connect at once. */
const BACKLOG = 1024;

/** The engine's process. Its parent tells it what to do over IPC, and it never outlives its parent. */
async function run(options: ChildOptions, stop: AbortSignal): Promise<void> {
  for (const directory of [options.dataDirectory, options.spoolDirectory]) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  }
  const engine = new Engine(options.dataDirectory, options.maxMemoryBytes);
  const pool = await SessionPool.create(options.poolSize, options.runtimeDirectory);
  const idle = releaseWhenIdle(engine, pool);
  const server = createEngineServer({ ...options, engine, pool }, stop);
  const port = await listen(server, options);
  const ready: ReadyMessage = { type: 'ready', port };
  if (process.connected) {
    process.send?.(ready);
  }
  if (!stop.aborted) {
    await once(stop, 'abort');
  }
  await close(server);
  idle.stop();
  await engine.close();
}

async function listen(server: Server, { port, runtimeDirectory }: ChildOptions): Promise<number | undefined> {
  const path = socketIn(runtimeDirectory);
  // Of a process before this one that was killed.
  rmSync(path, { force: true });
  server.listen(port === undefined ? { path, backlog: BACKLOG } : { port, host: '127.0.0.1', backlog: BACKLOG });
  await once(server, 'listening');
  return port === undefined ? undefined : (server.address() as AddressInfo).port;
}

/** Resolves when every caller has got its answer. */
async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  // A connection that was busy a moment ago is idle once its answer is sent.
  const timer = setInterval(() => server.closeIdleConnections(), 20);
  await closed;
  clearInterval(timer);
}

/** The last resort: no exit handler runs, for the engine's own wait for queries that do not end. */
function dieAfter(ms: number): void {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), ms).unref();
}

async function main(): Promise<void> {
  // Ctrl-C and a closed terminal reach the whole process group, but when to end is the parent's to say.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => undefined);
  }
  const stop = new AbortController();
  process.on('SIGTERM', () => {
    dieAfter(STOP_MS);
    stop.abort();
  });
  const [options] = (await once(process, 'message')) as [ChildOptions];
  process.on('disconnect', () => {
    rmSync(options.runtimeDirectory, { recursive: true, force: true });
    dieAfter(ORPHAN_MS);
    stop.abort();
  });
  await run(options, stop.signal);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`, () => process.exit(1));
  }
);
