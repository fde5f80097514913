import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { engineAgent, startEmbeddedEngine } from '../src/embedded-clickhouse';
import type { EventStore } from '../src/store/event-store';
import { openStore } from '../src/store/open-store';

export interface TestStore {
  store: EventStore;
  /** Ends the engine and removes its data. */
  stop(): Promise<void>;
}

/** An empty, migrated event store over an embedded engine of its own, in a temporary directory. */
export async function startTestStore(): Promise<TestStore> {
  const directory = await mkdtemp(path.join(tmpdir(), 'fawkes-store-'));
  const engine = await startEmbeddedEngine({ directory });
  const store = await openStore({ ...engine, agent: engineAgent(engine) });
  await store.migrate();
  return {
    store,
    async stop() {
      await store.close();
      await engine.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
