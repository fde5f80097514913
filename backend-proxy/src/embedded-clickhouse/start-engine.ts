import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import type { Agent } from 'node:http';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import type { ChildOptions } from './child-messages';
import { compileChild } from './compile-child';
import { DirectoryInUse, holderOfFiles } from './directory-in-use';
import { lockDirectory, type DirectoryLock } from './directory-lock';
import { EngineEnded, isLockedOut } from './ending';
import { EngineProcess } from './engine-process';
import { makeRuntimeDirectory, removeRuntimeDirectory, socketIn } from './runtime-directory';
import { socketAgent } from './socket-agent';
import { Supervisor, type EngineState } from './supervisor';

export interface EngineOptions {
  /** Where the engine keeps its data; made where missing. One process at a time works on it. */
  directory: string;
  log: Logger;
  /** Listen on this port of the loopback instead of a socket, for other programs to look in; 0 for any. */
  port?: number;
  /** How many queries run at a time; the others wait. */
  poolSize?: number;
  /** What the engine may hold for queries and caches; a query beyond it fails with error 241. */
  maxMemoryBytes?: number;
}

/** A running engine, spoken to as a ClickHouse server. */
export interface EmbeddedEngine {
  /**
   * How to reach it. It stays the same over a restart of the process; the password is made fresh at each start. Each
   * reading gives an agent of its own, for one client: a client ends idle connections of its agent, and all of them
   * when it is closed, without a look at what another does with them.
   */
  readonly connection: { url: string; username: string; password: string; agent?: Agent };
  state(): EngineState;
  /** Ends the process where it stands, and starts another. */
  restart(): void;
  /** Ends the engine: queries that still run are killed. Leaves nothing behind but the data. */
  stop(): Promise<void>;
}

const POOL_SIZE = 4;

/**
 * Starts the embedded engine in a process of its own, which is started again whenever it ends unasked. Resolves when
 * it takes queries. Rejects with DirectoryInUse where another process has the directory, with EngineEnded where the
 * engine does not come up.
 */
export async function startEngine(options: EngineOptions): Promise<EmbeddedEngine> {
  const directory = resolve(options.directory);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const runtimeDirectory = await makeRuntimeDirectory();
  let lock: DirectoryLock | undefined;
  const cleanUp = async () => {
    await removeRuntimeDirectory(runtimeDirectory);
    await lock?.release();
  };
  try {
    lock = await lockDirectory(directory, runtimeDirectory);
    return await startLocked({ ...options, directory }, runtimeDirectory, lock, cleanUp);
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

async function startLocked(
  { directory, log, port, poolSize = POOL_SIZE, maxMemoryBytes }: EngineOptions,
  runtimeDirectory: string,
  { previous }: DirectoryLock,
  cleanUp: () => Promise<void>
): Promise<EmbeddedEngine> {
  const credentials = { username: 'default', password: randomBytes(24).toString('base64url') };
  const spoolDirectory = join(directory, 'spool');
  // Bodies of requests that a killed process left.
  await rm(spoolDirectory, { recursive: true, force: true });
  const program = await compileChild(runtimeDirectory);
  const child: ChildOptions = {
    dataDirectory: join(directory, 'clickhouse'),
    ...{ spoolDirectory, runtimeDirectory, port, poolSize, maxMemoryBytes, credentials },
  };
  const supervisor = new Supervisor(() => new EngineProcess(program, child), log);
  try {
    // The port that it got stays its own over restarts.
    child.port = (await supervisor.start()).port;
  } catch (error) {
    throw error instanceof EngineEnded && isLockedOut(error.ending)
      ? new DirectoryInUse(directory, (await holderOfFiles(child.dataDirectory)) ?? previous)
      : error;
  }
  if (previous) {
    log.info({ pid: previous.pid, since: previous.since }, 'took the data directory over from a process that is gone');
    await removeRuntimeDirectory(previous.runtimeDirectory);
  }
  const access =
    child.port === undefined
      ? { url: 'http://localhost', agent: () => socketAgent(socketIn(runtimeDirectory)) }
      : { url: `http://127.0.0.1:${child.port}`, agent: () => undefined };
  return {
    get connection() {
      return { ...credentials, url: access.url, agent: access.agent() };
    },
    state: () => supervisor.state(),
    restart: () => supervisor.restart(),
    async stop() {
      await supervisor.stop();
      await cleanUp();
    },
  };
}
