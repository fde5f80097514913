import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import type { Catalog } from '../catalog';
import type { Config } from '../config/config';
import { DEMO_WORKSPACE } from '../answer/answer';
import { createExposition, type Exposition, type OperationsState } from '../exposition';
import type { Ask } from '../http/deps';
import { createLedger } from '../ledger';
import type { EventStore } from '../store/event-store';
import { VERSION } from '../version';

interface ExpositionParts {
  config: Pick<Config, 'metricsWorkspace' | 'refreshInterval'>;
  log: Logger;
  catalog: Catalog;
  ask: Ask;
  /** Throws a Problem 503 while the event store starts. */
  store: () => EventStore;
  state: OperationsState;
}

/** The page for Prometheus, over one workspace and this process. */
export function expositionOf({ config, log, catalog, ask, store, state }: ExpositionParts): Exposition {
  const workspace = config.metricsWorkspace;
  const { definitions, counters } = catalog;
  return createExposition({
    workspace,
    demo: workspace === DEMO_WORKSPACE,
    version: VERSION,
    asking: () => ({
      ask: (query) => ask(workspace, query),
      funnels: async () => (await definitions.funnels(workspace)).map(({ name }) => name),
      asOf: Date.now(),
    }),
    ledger: createLedger({
      context: () => ({ workspace, store: store(), definitions, now: Date.now() }),
      counters,
    }),
    state,
    refreshSeconds: config.refreshInterval,
    log,
    ofProcess: true,
  });
}

/** The memory that a process holds, in bytes; undefined where the system does not tell of it. */
export function residentBytes(pid: number | undefined): number | undefined {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
