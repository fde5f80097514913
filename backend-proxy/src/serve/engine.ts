import { join } from 'node:path';
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
  stop(): Promise<void>;
}

/** The engine that the configuration names. A server is not waited for here: it may come later. */
export async function openEngine({ clickhouseUrl, dataDir }: Config, log: Logger): Promise<Engine> {
  return clickhouseUrl === undefined ? embedded(join(dataDir, 'events'), log) : server(clickhouseUrl);
}

async function server(url: string): Promise<Engine> {
  const connection = connectionTo(url);
  await requireAccess(connection);
  return { connection, state: () => ({ status: 'ready' }), stop: async () => undefined };
}

async function embedded(directory: string, log: Logger): Promise<Engine> {
  try {
    const { startEngine } = await import('../embedded-clickhouse/index');
    const engine = await startEngine({ directory, log });
    return {
      connection: engine.connection,
      state() {
        const { status, reason } = engine.state();
        return status === 'stopped' ? { status: 'failing', reason } : { status, reason };
      },
      stop: () => engine.stop(),
    };
  } catch (error) {
    throw new StartError(`The embedded event store cannot start: ${reasonOf(error)}.`);
  }
}
