import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startEngine, type EmbeddedEngine } from '../src/embedded-clickhouse/index';
import { openStore, type EventStore } from '../src/store/open-store';

export interface TestStore {
  store: EventStore;
  engine: EmbeddedEngine;
  /** Ends the engine and removes its data. */
  stop(): Promise<void>;
}

/** An empty, migrated event store over the product's own engine in its own process. */
export async function startTestStore(): Promise<TestStore> {
  const directory = await mkdtemp(join(tmpdir(), 'test-store-'));
  const engine = await startEngine({ directory, log: pino({ level: 'silent' }) });
  const store = await openStore(engine.connection);
  await store.migrate();
  return {
    store,
    engine,
    async stop() {
      await store.close();
      await engine.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
