import { stampLines } from '../store/event-lines';
import type { Block } from '../store/event-store';
import type { EncodedEvents, EventKey, Run } from './encoded-events';

export type NewBlock = Omit<Block, 'token'>;

/** Makes blocks of the events among `wanted`: one for each month (UTC), the store's partition. */
export function blocksOf(
  requests: readonly EncodedEvents[],
  wanted: ReadonlySet<EventKey>,
  clock: BlockClock
): NewBlock[] {
  const months = new Map<number, Run[]>();
  for (const request of requests) {
    for (const run of request.runsOf(wanted)) {
      const runs = months.get(run.month);
      if (runs) {
        runs.push(run);
      } else {
        months.set(run.month, [run]);
      }
    }
  }
  return [...months.values()].map((runs) => blockOf(runs, clock.next()));
}

function blockOf(runs: readonly Run[], received: number): NewBlock {
  const lines = Buffer.concat(runs.map((run) => run.lines));
  stampLines(lines, received);
  return { received, lines, events: runs.flatMap(({ keys }) => keys) };
}

/** Gives out the time of each block, never the same twice, so that a block's events can be told from all others'. */
export class BlockClock {
  private last = 0;

  /** The time of the next block, in milliseconds since 1970. */
  next(): number {
    return (this.last = Math.max(Date.now(), this.last + 1));
  }
}
