import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { wholeLog } from '../answer/event-log';
import { propertiesKnown } from '../answer/known-properties';
import { peopleOfQuery } from '../answer/people-behind';
import { answer } from '../answer/answer';
import { refuseUnaskable } from '../answer/refuse-unaskable';
import type { AnswerCache } from '../answer/cache/answer-cache';
import { Changes } from '../answer/cache/changes';
import type { Catalog } from '../catalog';
import { adminToken } from '../catalog/admin-token';
import type { Config } from '../config/config';
import type { Exposition, Operations } from '../exposition';
import { buildApp } from '../http/app';
import type { Ask } from '../http/deps';
import type { Geography } from '../ingestion';
import { createLive, type Live } from '../live';
import { peopleOf, type People } from '../people';
import { erasingOf, type Erasing } from '../people/erasing';
import type { AnonymousRead } from './announcement';
import { answerCacheOf } from './answer-cache';
import { Backend } from './backend';
import { applyDefinitionsOrExplain, refuseUnaskableFile } from './definitions';
import { openCatalogOrExplain } from './catalog';
import { checked } from './checked';
import { closeApp } from './close-app';
import { prepareDataDirectory } from './data-directory';
import { startDemoOf, type RunningDemo } from './demo';
import { expositionOf } from './exposition';
import { openGeographyOrExplain } from './geography';
import { listen } from './listen';
import { newPageToken } from './page-token';

/** A proxy that listens. */
export interface Server {
  /** Where to reach it from this machine, with the real port. */
  address: string;
  /** Resolves when it takes events and answers questions. Rejects with a StartError where it never will. */
  ready: Promise<void>;
  /** A token that may read the workspace `default`, for a link to the proxy's own page. Only once it is ready. */
  pageToken(): Promise<string>;
  /** What requests without a token may read. */
  anonymousRead(): Promise<AnonymousRead | undefined>;
  /** Answers what was asked, stores what was taken, and ends everything. */
  stop(): Promise<void>;
}

/** Puts the proxy together. It listens at once: until the event store is open, /health and the doors say that it starts. */
export async function serve(config: Config, log: Logger): Promise<Server> {
  await prepareDataDirectory(config.dataDir);
  const geography = await openGeographyOrExplain(config.geoip, log);
  const catalog = await openCatalogOrExplain(config);
  await applyDefinitionsOrExplain(config.definitions, catalog, log);
  const changes = new Changes();
  const stored: Operations['stored'] = (...args) => exposition.operations.stored(...args);
  const backend = new Backend({ config, log, catalog, changes, stored });
  const cache = answerCacheOf(config, changes);
  const ask = askOf(catalog, backend, cache);
  const live = createLive({ ask, changes, now: () => Date.now() });
  const state = { ...backend.told(), cache: () => cache.counts, waiting: () => cache.waiting };
  const exposition = expositionOf({ config, log, catalog, ask, store: () => backend.store(), state });
  const people = () => peopleOf(backend.store(), () => backend.ingestion().flush());
  const erasing = erasingOf({ people, catalog, log });
  try {
    const own = await adminToken(config.dataDir);
    const app = await buildDoors({
      config,
      log,
      catalog,
      geography,
      backend,
      cache,
      exposition,
      ask,
      live,
      people,
      erasing,
      adminTokens: [own, config.adminToken ?? own],
    });
    const address = await listen(app, config);
    let demo: RunningDemo | undefined;
    const ready = backend.start().then(async () => {
      await refuseUnaskableFile(config.definitions, backend.store());
      exposition.start();
      erasing.start();
      if (config.demo) {
        demo = await startDemoOf({ address, token: own, catalog, store: backend.store(), log });
      }
    });
    // Who waits for `ready` learns of it; one that is stopped while it starts has nobody waiting.
    ready.catch(() => undefined);
    return {
      address,
      ready,
      pageToken: () => newPageToken(catalog, 'default'),
      async anonymousRead() {
        const workspace = config.anonymousRead;
        return workspace === undefined ? undefined : { workspace, exists: await catalog.workspaces.exists(workspace) };
      },
      async stop() {
        await demo?.stop();
        await closeApp(app);
        await exposition.stop();
        await erasing.stop();
        await backend.stop();
        await catalog.close();
        geography?.close();
      },
    };
  } catch (error) {
    geography?.close();
    await catalog.close();
    throw error;
  }
}

interface Parts {
  config: Config;
  log: Logger;
  catalog: Catalog;
  geography: Geography | undefined;
  backend: Backend;
  cache: AnswerCache;
  exposition: Exposition;
  ask: Ask;
  live: Live;
  people: () => People;
  erasing: Erasing;
  adminTokens: string[];
}

function askOf({ definitions }: Catalog, backend: Backend, cache: AnswerCache): Ask {
  return async (workspace, query, signal) =>
    answer(query, { workspace, store: backend.store(), definitions, cache, now: Date.now(), signal });
}

function buildDoors({ backend, cache, ...parts }: Parts): Promise<FastifyInstance> {
  const { catalog } = parts;
  const catalogHealth = checked(() => catalog.ping());
  const context = (workspace: string, signal?: AbortSignal) => {
    return { workspace, store: backend.store(), definitions: catalog.definitions, now: Date.now(), signal };
  };
  return buildApp({
    ...parts,
    wholeLog: async (workspace, query, signal) => wholeLog(query, context(workspace, signal)),
    propertiesKnown: async (workspace, query, signal) => propertiesKnown(query, context(workspace, signal)),
    ingestion: () => backend.ingestion(),
    planSaving: async (workspace, query, signal) => {
      const behind = await peopleOfQuery(query, context(workspace, signal));
      return (saved, named) => parts.people().save(behind, { workspace, saved, named });
    },
    refuseUnaskable: (definitions) => refuseUnaskable(definitions, () => backend.store()),
    imports: () => backend.imports(),
    backup: () => backend.backup(),
    restore: () => backend.restore(),
    health: async () => {
      const [parts, catalogPart] = await Promise.all([backend.health(), catalogHealth()]);
      return { ...parts, catalog: catalogPart };
    },
    refreshAnswers: (workspace) => cache.refresh(workspace),
    now: () => Date.now(),
  });
}
