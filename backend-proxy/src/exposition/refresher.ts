import type { Logger } from 'pino';
import type { Ledger } from '../ledger';
import { AREAS } from './areas';
import type { Asking } from './areas/area';
import type { Families } from './families';
import type { Operations } from './operations';

/** Computes the gauges anew. */
export interface Refresher {
  /** Resolves when all areas were computed as of a moment after the call; those that fail keep what they had. */
  refresh(): Promise<void>;
}

interface RefresherDeps {
  families: Families;
  operations: Operations;
  asking: () => Asking;
  log: Pick<Logger, 'warn'>;
}

/** One refresh at a time: who asks during one gets the next, together with all others who do. */
export function createRefresher({ families, operations, asking, log }: RefresherDeps): Refresher {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  async function run(): Promise<void> {
    const begun = performance.now();
    const now = asking();
    const failed: string[] = [];
    await Promise.all(
      AREAS.map(async (area) => {
        try {
          families.replace(area.families, await area.samples(now));
        } catch (error) {
          failed.push(area.name);
          log.warn({ err: error, area: area.name }, 'gauges keep what they had');
        }
      })
    );
    operations.refreshed((performance.now() - begun) / 1000, failed, now.asOf);
  }

  function begin(): Promise<void> {
    running = run().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    refresh() {
      if (running === undefined) {
        return begin();
      }
      next ??= running.then(() => {
        next = undefined;
        return begin();
      });
      return next;
    },
  };
}

/** Puts the counters to where the ledger has them. */
export async function recount(ledger: Ledger, families: Families): Promise<void> {
  families.count(await ledger.advance());
}
