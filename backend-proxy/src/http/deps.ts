import type { Answer, KnownProperties } from '@fawkes/contract';
import type { EventLog } from '../answer/event-log';
import type { KnownPropertiesQuery } from '../answer/known-properties';
import type { FastifyBaseLogger } from 'fastify';
import type { Backup, Restore } from '../backup';
import type { Catalog } from '../catalog';
import type { Config } from '../config/config';
import type { Exposition } from '../exposition';
import type { Imports } from '../import';
import type { Geography, Ingestion } from '../ingestion';
import type { Live } from '../live';
import type { People } from '../people';
import type { Erasing } from '../people/erasing';
import type { Health } from './health';

/** `answer()` for one workspace; throws a Problem 503 while the event store starts. */
export type Ask = (workspace: string, query: unknown, signal?: AbortSignal) => Promise<Answer>;

/** All that the doors stand on. The server passes the real ones, tests pass small ones of their own. */
export interface AppDeps {
  config: Pick<Config, 'anonymousRead' | 'corsAllowedOrigins' | 'trustedProxies'> &
    Partial<Pick<Config, 'grafanaUrl' | 'metricsToken' | 'rateLimitEvents' | 'rateLimitApi'>>;
  log: FastifyBaseLogger;
  catalog: Catalog;
  /** Tokens that have every role in every workspace. */
  adminTokens: readonly string[];
  ask: Ask;
  live: Live;
  /** `wholeLog()` for one workspace: the raw log without a limit. Throws a Problem 503 while the event store starts. */
  wholeLog: (workspace: string, query: unknown, signal?: AbortSignal) => Promise<EventLog>;
  /** `propertiesKnown()` for one workspace. Throws a Problem 503 while the event store starts. */
  propertiesKnown: (workspace: string, query: KnownPropertiesQuery, signal?: AbortSignal) => Promise<KnownProperties>;
  /** Throws a Problem 503 while the event store starts. */
  ingestion: () => Ingestion;
  /** Throws a Problem 503 while the event store starts. */
  imports: () => Imports;
  /** Throws a Problem 503 while the event store starts. */
  people: () => People;
  erasing: Pick<Erasing, 'erase'>;
  /** Throws a Problem 503 while the event store starts. */
  backup: () => Backup;
  /** Throws a Problem 503 while the event store starts. */
  restore: () => Restore;
  /**
   * What it takes to keep the people of a query: resolves to an action that keeps them as the list `saved`, forgets all lists that are
   * not `named`, and gives their number. Rejects with what is wrong with the query.
   */
  planSaving: (
    workspace: string,
    query: unknown,
    signal?: AbortSignal
  ) => Promise<(saved: string, named: readonly string[]) => Promise<number>>;
  /** Throws a Problem 422 that names what in definitions could never be asked about, or 503 while the event store starts. */
  refuseUnaskable: (definitions: unknown) => Promise<void>;
  /** Where the operator gave a database of places. */
  geography?: Geography;
  health: () => Promise<Health>;
  /** What Prometheus reads. */
  exposition: Exposition;
  /** From now on everything of the workspace is computed anew. */
  refreshAnswers: (workspace: string) => void;
  /** Milliseconds since 1970. */
  now: () => number;
}
