import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Problem } from '../problem';
import { catchUp } from '../store/catch-up';
import type { EventStore } from '../store/event-store';
import { commitBlock } from './commit-block';
import { EncodedEvents, type EventKey } from './encoded-events';
import type { IncomingEvent } from './incoming-event';
import { LatestFailure } from './latest-failure';
import { Queue, type QueueLimits, type Receipt, type Waiting } from './queue';
import { BlockClock, blocksOf } from './split-blocks';
import { uniqueEvents } from './unique-events';
import { whileUnavailable, type Patience } from './while-unavailable';

export interface IngestionState {
  status: 'ready' | 'failing';
  /** Events that wait for the commit under way to end. */
  queued: number;
  /** Events stored since the start. */
  accepted: number;
  /** Why it is failing. */
  reason?: string;
}

/** The way of events into the store. */
export interface Ingestion {
  /** Resolves when the events would survive a loss of power. Rejects with a Problem (503) where they may be sent again. */
  accept(events: readonly IncomingEvent[]): Promise<Receipt>;
  state(): IngestionState;
  /** Resolves when nothing waits any more. */
  flush(): Promise<void>;
  /** Takes no more events, and ends when those that wait are stored. */
  close(): Promise<void>;
}

export interface IngestionOptions {
  store: EventStore;
  log: Logger;
  /** Shared by all who store blocks: no two of them have the same time. */
  clock?: BlockClock;
  limits?: Partial<QueueLimits & Pick<Patience, 'patienceMs'>>;
}

const LIMITS = { queueBytes: 64 * 1024 * 1024, groupBytes: 16 * 1024 * 1024, patienceMs: 30_000 };

/** Waiting longer would be felt by who sends, and a group of this long is large enough. */
const LONGEST_FILL_MS = 100;
/** Where nothing comes for so long, nothing is about to. */
const GAP_MS = 5;

/** Stores events in groups: what arrives while one group is committed makes the next. Ids that were stored before are left out. */
export function createIngestion({ store, log, clock = new BlockClock(), limits }: IngestionOptions): Ingestion {
  const { patienceMs, ...queueLimits } = { ...LIMITS, ...limits };
  const queue = new Queue(queueLimits);
  const patience: Patience = { patienceMs, onWaiting: fail };
  let accepted = 0;
  const failure = new LatestFailure();
  let caughtUp = false;
  let closed = false;
  let working: Promise<void> | undefined;

  function fail(error: unknown): void {
    failure.note(error);
    log.warn({ err: error }, 'events cannot be stored at the moment');
  }

  async function work(): Promise<void> {
    await nextTurn();
    for (let group = queue.take(); group.length > 0; group = queue.take()) {
      const begun = performance.now();
      await settle(group);
      await letFill(queue, performance.now() - begun);
    }
    working = undefined;
  }

  async function settle(group: Waiting[]): Promise<void> {
    try {
      const stored = await whileUnavailable(() => unknownEvents(group), patience);
      const requests = group.map(({ events }) => events);
      for (const block of blocksOf(requests, stored, clock)) {
        await commitBlock(store, block, patience);
      }
      accepted += stored.size;
      failure.isOver();
      group.forEach((request) => answer(request, stored));
    } catch (error) {
      // Part of it may be stored; its ids must be known before they come again.
      caughtUp = false;
      fail(error);
      group.forEach(({ reject }) => reject(error));
    }
  }

  async function unknownEvents(group: Waiting[]): Promise<Set<EventKey>> {
    if (!caughtUp) {
      await catchUp(store);
      caughtUp = true;
    }
    return uniqueEvents(
      store,
      group.flatMap(({ events }) => events.keys)
    );
  }

  async function flush(): Promise<void> {
    while (working) {
      await working;
    }
  }

  return {
    async accept(events) {
      if (closed) {
        throw new Problem(503, 'ingestion_closed', 'The proxy is stopping: send the events again in a moment.');
      }
      if (events.length === 0) {
        return { accepted: 0, duplicates: 0 };
      }
      const encoded = new EncodedEvents(events);
      return new Promise((resolve, reject) => {
        queue.add({ events: encoded, resolve, reject });
        working ??= work();
      });
    },
    state() {
      const { reason } = failure;
      return { status: reason === undefined ? 'ready' : 'failing', queued: queue.length, accepted, reason };
    },
    flush,
    close() {
      closed = true;
      return flush();
    },
  };
}

function answer({ events: { keys }, resolve }: Waiting, stored: ReadonlySet<EventKey>): void {
  const accepted = keys.filter((key) => stored.has(key)).length;
  resolve({ accepted, duplicates: keys.length - accepted });
}

/**
 * Where events came during a commit, more are on their way: a block costs the engine as much work as thousands of events,
 * however few are in it. So the next group fills for as long as that commit took, while something still comes. Who sends
 * one event after another never waits here.
 */
async function letFill(queue: Queue, ms: number): Promise<void> {
  const until = performance.now() + Math.min(ms, LONGEST_FILL_MS);
  for (let before = 0; queue.requests > before && !queue.hasGroup && performance.now() < until;) {
    before = queue.requests;
    await sleep(GAP_MS);
  }
}
