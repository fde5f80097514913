import type { Logger } from 'pino';
import type { Ledger } from '../ledger';
import { AREAS } from './areas';
import type { Asking } from './areas/area';
import type { Families } from './families';
import type { Operations } from './operations';
import { type Failure, sayOnce } from './say-once';

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
  const say = sayOnce(log, 'gauges keep what they had');

  async function run(): Promise<void> {
    const begun = performance.now();
    const now = asking();
    const failed: Array<Failure & { area: string }> = [];
    await Promise.all(
      AREAS.map(async (area) => {
        try {
          families.replace(area.families, await area.samples(now));
        } catch (error) {
          failed.push({ error, area: area.name });
        }
      })
    );
    say(failed);
    const areas = failed.map(({ area }) => area);
    operations.refreshed((performance.now() - begun) / 1000, areas, now.asOf);
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
