import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createBackup, createRestore, type Backup, type Restore } from '../backup';
import type { Catalog } from '../catalog';
import type { Config } from '../config/config';
import { watchDisk } from '../disk/watch-disk';
import type { Operations, OperationsState } from '../exposition';
import type { Health, PartHealth } from '../http/health';
import { startLinker, type Linker } from '../identity';
import { createImports, type Imports } from '../import';
import { BlockClock, createIngestion, type Ingestion } from '../ingestion';
import { Problem } from '../problem';
import type { Repeating } from '../repeat';
import { startRetention, type Retention } from '../retention';
import { catchUp } from '../store/catch-up';
import { isUnavailable } from '../store/engine-problem';
import { noticing, type Noticed } from '../store/noticing';
import { openStore, type EventStore } from '../store/open-store';
import { checked } from './checked';
import { openEngine, type Engine } from './engine';
import { residentBytes } from './exposition';
import { meteredStore } from './metered-store';
import { reasonOf, StartError } from './start-error';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;

interface Opened {
  store: EventStore;
  ingestion: Ingestion;
  imports: Imports;
  linker: Linker;
  retention: Retention | undefined;
  disk: Repeating | undefined;
  ping: () => Promise<PartHealth>;
}

interface BackendParts {
  config: Config;
  log: Logger;
  catalog: Pick<Catalog, 'imports' | 'sites' | 'dump'>;
  /** Told of every change of the event store. */
  changes: Noticed;
  /** Told how long the event store takes. */
  stored: Operations['stored'];
}

/** The event store with its engine and the way of events into it. It comes up while the doors are open already. */
export class Backend {
  private readonly stopping = new AbortController();
  private engine: Engine | undefined;
  private opened: Opened | undefined;
  private state: PartHealth = { status: 'starting' };
  private starting: Promise<void> | undefined;

  private readonly config: Config;
  private readonly log: Logger;
  private readonly catalog: Pick<Catalog, 'imports' | 'sites' | 'dump'>;
  private readonly changes: Noticed;
  private readonly stored: Operations['stored'];

  constructor({ config, log, catalog, changes, stored }: BackendParts) {
    this.stored = stored;
    this.config = config;
    this.log = log;
    this.catalog = catalog;
    this.changes = changes;
  }

  /** Resolves when events are taken and questions answered. Rejects with a StartError where that cannot be. */
  start(): Promise<void> {
    return (this.starting ??= this.open());
  }

  /** Throws a Problem 503 until the store is open. */
  store(): EventStore {
    return this.whenOpen().store;
  }

  /** Throws a Problem 503 until the store is open. */
  ingestion(): Ingestion {
    return this.whenOpen().ingestion;
  }

  /** Throws a Problem 503 until the store is open. */
  imports(): Imports {
    return this.whenOpen().imports;
  }

  /** Throws a Problem 503 until the store is open. */
  backup(): Backup {
    return createBackup(this.whenOpen().store, this.catalog.dump);
  }

  /** Throws a Problem 503 until the store is open. */
  restore(): Restore {
    return createRestore(this.whenOpen().store, this.catalog.dump);
  }

  async health(): Promise<Pick<Health, 'engine' | 'ingestion'>> {
    if (!this.opened) {
      return { engine: this.state, ingestion: { status: 'starting', reason: 'The event store is not open yet.' } };
    }
    const supervised = this.engine?.state() ?? this.state;
    const { status, reason } = this.opened.ingestion.state();
    return {
      engine: supervised.status === 'ready' ? await this.opened.ping() : supervised,
      ingestion: { status, reason },
    };
  }

  /** What the metrics tell of it. */
  told(): Pick<OperationsState, 'ingestion' | 'engine'> {
    return {
      ingestion: () => this.opened?.ingestion.state(),
      engine: () => {
        const { pid, restarts } = this.engine?.process?.() ?? {};
        const ready = this.opened !== undefined && this.engine?.state().status === 'ready';
        return { ready, restarts, residentBytes: residentBytes(pid) };
      },
    };
  }

  /** Stores what was taken, then ends the engine. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.starting?.catch(() => undefined);
    await this.opened?.ingestion.close();
    await this.opened?.linker.stop();
    await this.opened?.retention?.stop();
    await this.opened?.disk?.stop();
    await this.opened?.store.close();
    await this.engine?.stop();
  }

  private async open(): Promise<void> {
    this.engine = await openEngine(this.config, this.log);
    const reached = await this.openWhenReachable(this.engine);
    const store = noticing(meteredStore(reached, this.stored), this.changes);
    const { imports: ledger, sites } = this.catalog;
    const clock = new BlockClock();
    const { retentionDays } = this.config;
    const { own } = this.engine;
    this.opened = {
      store,
      ingestion: createIngestion({ store, log: this.log, clock }),
      imports: createImports({ store, ledger, clock, workspaceOf: sites.workspaceOf }),
      linker: startLinker({ store, log: this.log }),
      retention: retentionDays === undefined ? undefined : startRetention(store, retentionDays, this.log),
      // What it does to the engine's merges changes no number, so no kept answer goes for it.
      disk: own && watchDisk({ directory: own.directory, restartEngine: own.restart, store: reached, log: this.log }),
      ping: checked(() => store.ping()),
    };
    this.stopping.signal.throwIfAborted();
  }

  /** Goes on trying while the engine does not answer: a server may be started after the proxy. */
  private async openWhenReachable(engine: Engine): Promise<EventStore> {
    const { signal } = this.stopping;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      signal.throwIfAborted();
      try {
        return await openUpToDate(engine, this.log);
      } catch (error) {
        if (!isUnavailable(error)) {
          throw new StartError(`The event store cannot be opened: ${reasonOf(error)}.`);
        }
        this.wait(engine);
      }
      await sleep(pause, undefined, { signal });
    }
  }

  private wait(engine: Engine): void {
    const where = this.config.clickhouseUrl === undefined ? 'The embedded engine' : 'The server of CLICKHOUSE_URL';
    if (this.state.status !== 'failing') {
      this.log.warn(`${where} does not answer yet; it is tried again until it does`);
    }
    const { reason } = engine.state();
    this.state = { status: 'failing', reason: reason ?? `${where} does not answer; it is tried again until it does.` };
  }

  private whenOpen() {
    if (!this.opened) {
      throw new Problem(503, 'starting', 'The event store is starting: try again in a few seconds.');
    }
    return this.opened;
  }
}

async function openUpToDate(engine: Engine, log: Logger): Promise<EventStore> {
  const store = await openStore(engine.connection, log);
  try {
    await store.migrate();
    await catchUp(store);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
