import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Answer } from '@fawkes/contract';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import { answer } from '../answer/answer';
import { wholeLog } from '../answer/event-log';
import { Changes } from '../answer/cache/changes';
import { propertiesKnown } from '../answer/known-properties';
import { openCatalog, type Catalog } from '../catalog';
import { createExposition, type Exposition } from '../exposition';
import type { IncomingEvent, Ingestion } from '../ingestion';
import { createLive } from '../live';
import { Problem } from '../problem';
import { peopleOf } from '../people';
import { erasingOf } from '../people/erasing';
import type { EventStore } from '../store/event-store';
import type { Store } from '../store/store';
import { buildApp } from './app';
import type { AppDeps, Ask } from './deps';

export const ADMIN = 'fwk_installation';
export const NOW = Date.UTC(2026, 10, 24, 12);

export interface TestApp {
  app: FastifyInstance;
  catalog: Catalog;
  /** What the doors took in. */
  accepted: IncomingEvent[];
  inject(options: InjectOptions & { token?: string }): Promise<LightMyRequestResponse>;
  /** Takes connections on a free port of loopback, which it gives. */
  listen(): Promise<number>;
  close(): Promise<void>;
}

/** The real application and catalog over an ingestion that only remembers and an event store, which is empty where none is given. */
export async function testApp({
  store = EMPTY_STORE,
  ...overrides
}: Partial<AppDeps> & { store?: Store } = {}): Promise<TestApp> {
  const directory = mkdtempSync(join(tmpdir(), 'fawkes-http-'));
  const catalog = await openCatalog(`sqlite:${join(directory, 'catalog.sqlite')}`);
  const accepted: IncomingEvent[] = [];
  const context = (workspace: string, signal?: AbortSignal) => {
    return { workspace, store, definitions: catalog.definitions, now: NOW, signal };
  };
  const ask: Ask = overrides.ask ?? ((workspace, query, signal) => answer(query, context(workspace, signal)));
  const people = overrides.people ?? (() => peopleOf({ ...EMPTY_STORE, ...NO_WRITES }, async () => undefined));
  const log = pino({ level: 'silent' });
  const app = await buildApp({
    config: { anonymousRead: undefined, corsAllowedOrigins: [], trustedProxies: [] },
    log,
    catalog,
    adminTokens: [ADMIN],
    ask,
    live: createLive({ ask, changes: new Changes(), now: () => NOW }),
    exposition: emptyLedger(ask, catalog),
    wholeLog: (workspace, query, signal) => wholeLog(query, context(workspace, signal)),
    propertiesKnown: (workspace, query, signal) => propertiesKnown(query, context(workspace, signal)),
    ingestion: () => remembering(accepted),
    imports: noStore,
    backup: noStore,
    restore: noStore,
    people,
    erasing: erasingOf({ people, catalog, log }),
    planSaving: async () => async () => 0,
    refuseUnaskable: async () => undefined,
    health: async () => ({
      engine: { status: 'ready' },
      catalog: { status: 'ready' },
      ingestion: { status: 'ready' },
    }),
    refreshAnswers: () => undefined,
    now: () => NOW,
    ...overrides,
  });
  return {
    app,
    catalog,
    accepted,
    inject: ({ token, ...options }) =>
      app.inject({
        ...options,
        headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...options.headers },
      }),
    async listen() {
      await app.listen({ host: '127.0.0.1', port: 0 });
      return (app.server.address() as AddressInfo).port;
    },
    async close() {
      await app.close();
      await catalog.close();
      rmSync(directory, { recursive: true });
    },
  };
}

/** An answer with one frame, for doors that only pass it on. */
export function oneNumber(value: number): Answer {
  return {
    frames: [
      {
        schema: { name: 'n', fields: [{ name: 'n', type: 'number', typeInfo: { frame: 'float64' } }] },
        data: { values: [[value]] },
      },
    ],
    meta: {
      workspace: 'default',
      demo: false,
      range: { from: '2026-11-17T12:00:00.000Z', to: '2026-11-24T12:00:00.000Z' },
      asOf: '2026-11-24T12:00:00.000Z',
      timezone: 'UTC',
      source: { name: 'events', state: 'ok' },
      freshness: null,
      cut: null,
      notices: [],
      cache: 'miss',
      storeMs: 1,
    },
  };
}

const EMPTY_STORE: Store = { query: async () => ({ rows: [], ms: 0 }) };
const nothing = async () => undefined;
const NO_WRITES: Omit<EventStore, 'query'> = {
  insert: nothing,
  insertLines: nothing,
  readParquet: async () => Readable.from([]),
  writeParquet: nothing,
  command: nothing,
  migrate: nothing,
  ping: nothing,
  close: nothing,
};

/** Metrics of the workspace `default`, whose counters stand at nothing. */
function emptyLedger(ask: Ask, { definitions }: Catalog): Exposition {
  return createExposition({
    workspace: 'default',
    demo: false,
    version: '0.0.0',
    asking: () => ({
      ask: (query) => ask('default', query),
      funnels: async () => (await definitions.funnels('default')).map(({ name }) => name),
      asOf: NOW,
    }),
    ledger: { advance: async () => [], reached: async () => undefined },
    state: { ingestion: () => undefined, engine: () => undefined, cache: () => undefined, waiting: () => undefined },
    refreshSeconds: 300,
    log: pino({ level: 'silent' }),
  });
}

function noStore(): never {
  throw new Problem(503, 'starting', 'This application has no event store.');
}

function remembering(accepted: IncomingEvent[]): Ingestion {
  return {
    async accept(events) {
      accepted.push(...events);
      return { accepted: events.length, duplicates: 0 };
    },
    state: () => ({ status: 'ready', queued: 0, accepted: accepted.length }),
    flush: async () => undefined,
    close: async () => undefined,
  };
}
