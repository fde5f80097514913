import type { Logger } from 'pino';
import type { Config } from '../config/config';

import type { PartHealth } from '../http/health';
import type { StoreConnection } from '../store/open-store';
import { connectionTo, requireAccess } from './clickhouse-server';
import { reasonOf, StartError } from './start-error';

/** What the event store runs on: the embedded engine or a server, alike from here on. */
export interface Engine {
  connection: StoreConnection;
  state(): PartHealth;
  /** Its process, where it is ours. */
  process?(): { pid: number | undefined; restarts: number };
  /** Where it keeps its files and how it is started again; undefined for a server, which somebody else looks after. */
  own?: { directory: string; restart(): void };
  stop(): Promise<void>;
}

/** The engine that the configuration names. A server is not waited for here: it may come later. */
export async function openEngine({ clickhouseUrl, dataDir }: Config, log: Logger): Promise<Engine> {
  return clickhouseUrl === undefined ? embedded(dataDir, log) : server(clickhouseUrl);
}

async function server(url: string): Promise<Engine> {
  const connection = connectionTo(url);
  await requireAccess(connection);
  return { connection, state: () => ({ status: 'ready' }), stop: async () => undefined };
}

async function embedded(directory: string, log: Logger): Promise<Engine> {
  // Loaded only here: what builds and supervises the engine is of no use beside a server.
  const { startEngine, DirectoryInUse } = await import('../embedded-clickhouse/index');
  try {
    const engine = await startEngine({ directory, log });
    return {
      connection: engine.connection,
      state() {
        const { status, reason } = engine.state();
        return { status: status === 'stopped' ? 'failing' : status, reason };
      },
      process() {
        const { pid, restarts } = engine.state();
        return { pid, restarts };
      },
      own: { directory, restart: () => engine.restart() },
      stop: () => engine.stop(),
    };
  } catch (error) {
    throw new StartError(
      error instanceof DirectoryInUse ? error.message : `The embedded engine cannot start: ${reasonOf(error)}.`
    );
  }
}
