import { createHash, randomUUID } from 'node:crypto';
import type { BlockClock } from '../ingestion/split-blocks';
import { whileUnavailable } from '../ingestion/while-unavailable';
import type { IncomingEvent } from '../ingestion/incoming-event';
import { catchUp } from '../store/catch-up';
import { isUnavailable } from '../store/engine-problem';
import type { EventStore } from '../store/event-store';

export interface CommitContext {
  store: EventStore;
  clock: BlockClock;
  /** Which of the rows are in the store. */
  stored(): Promise<Set<number>>;
  patienceMs: number;
}

type Events = ReadonlyMap<number, IncomingEvent>;

/** The engine refuses an insert into more than 100 partitions, which are months. */
const MOST_MONTHS = 50;

/**
 * Stores rows once, also where the engine goes away under it. Resolves when they would survive a loss of power, to the number
 * of those that were there already; `begun` says that some may be. An insert into several months is not all or none, as those
 * of ingestion are: each row can be looked up, so that what is missing is found.
 */
export async function commitRows(events: Events, begun: boolean, context: CommitContext): Promise<number> {
  let known = 0;
  for (const part of byMonths(events)) {
    if (begun) {
      known += await whileUnavailable(() => settle(part, context), context);
      continue;
    }
    try {
      await insert(part, tokenOf(part), context);
    } catch (error) {
      if (!isUnavailable(error)) {
        throw error;
      }
      await whileUnavailable(() => settle(part, context), context);
    }
  }
  return known;
}

/**
 * Stores what is missing of rows whose insert began before; gives the number of those that were there. The token guards against
 * a first insert that is still under way. But the engine writes the token down just before the rows are in place: killed between
 * the two, it takes them for stored for good, so that rows which are still missing go in under a new one.
 */
async function settle(events: Events, context: CommitContext): Promise<number> {
  const found = await missing(events, context);
  if (found.size > 0) {
    await insert(found, tokenOf(found), context);
    const still = await missing(found, context);
    if (still.size > 0) {
      await insert(still, randomUUID(), context);
    }
  }
  await catchUp(context.store);
  return events.size - found.size;
}

async function missing(events: Events, { stored }: CommitContext): Promise<Events> {
  const there = await stored();
  return new Map([...events].filter(([row]) => !there.has(row)));
}

function insert(events: Events, token: string, { store, clock }: CommitContext): Promise<void> {
  return store.insert({ token, events: clock.stamp([...events.values()]) });
}

/** The same rows have the same token, whoever sends them: a proxy that was killed, and the next one. */
function tokenOf(events: Events): string {
  const hash = createHash('sha256');
  for (const { workspace, site, event_id } of events.values()) {
    hash.update(JSON.stringify([workspace, site, event_id]));
  }
  return hash.digest('hex');
}

/** Few inserts, each of few months. */
function byMonths(events: Events): Events[] {
  const months = new Map<number, number>();
  const parts: Array<Map<number, IncomingEvent>> = [];
  for (const [row, event] of events) {
    const day = new Date(event.time);
    const month = day.getUTCFullYear() * 12 + day.getUTCMonth();
    const index = months.get(month) ?? Math.floor(months.size / MOST_MONTHS);
    months.set(month, index);
    (parts[index] ??= new Map()).set(row, event);
  }
  return parts;
}
