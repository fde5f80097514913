import { statfs } from 'node:fs/promises';
import type { Logger } from 'pino';
import { type Repeating, repeat } from '../repeat';
import { sql } from '../store/sql';
import type { EventStore } from '../store/event-store';
import { partChecksOf } from './broken-parts';

const LOOK_EVERY_MS = 500;
/** Below this nothing is merged; below half of it the engine takes no inserts (store/migrations/003-full-disk.ts). */
const LOW_BYTES = 64 * 2 ** 20;
/** What was written so long before the disk was seen to be low is looked at, too. */
const BEFORE_MS = 10_000;

interface Watched {
  /** A directory on the disk of the event store. */
  directory: string;
  store: EventStore;
  /** Ends the engine, so that it is started again. */
  restartEngine: () => void;
  log: Logger;
}

/**
 * Keeps a full disk from costing events. A merge that the engine runs out of space in may put a part in place that is cut short;
 * so nothing is merged while space is low. A part that got broken all the same is found by its checksums, and the engine is
 * started again: it then sets the part aside and takes the ones that it was made of, which are kept for some seconds.
 */
export function watchDisk({ directory, store, restartEngine, log }: Watched): Repeating {
  const checks = partChecksOf(store);
  let lowSince: number | undefined;

  async function look(): Promise<void> {
    const { bavail, bsize } = await statfs(directory);
    const low = bavail * bsize < LOW_BYTES;
    if (!low && lowSince === undefined) {
      return;
    }
    if (lowSince === undefined) {
      log.warn(
        { freeBytes: bavail * bsize },
        'the disk of the event store is almost full: nothing is merged until space is freed'
      );
    }
    lowSince ??= Date.now();
    // Again each time: an engine that was started again does not know of it.
    await store.command(low ? sql`SYSTEM STOP MERGES` : sql`SYSTEM START MERGES`);
    const broken = await checks.firstBroken(lowSince - BEFORE_MS);
    if (broken !== undefined) {
      log.error(
        { part: broken },
        'a part was cut short by the full disk; the engine starts again with those it was made of'
      );
      return restartEngine();
    }
    if (!low) {
      lowSince = undefined;
      log.info('the disk of the event store has space again');
    }
  }

  const lookAgain = () => look().catch((error: unknown) => log.debug({ err: error }, 'the disk is looked at again'));
  // However slow the engine is on a full disk: the parts that a broken one was made of are kept for seconds alone.
  return repeat(LOOK_EVERY_MS, lookAgain, { rest: 1 });
}
