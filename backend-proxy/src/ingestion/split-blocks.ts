import type { StoredEvent } from '../store/stored-event';
import type { IncomingEvent } from './incoming-event';

/** Events of one month (UTC), the store's partition. */
export function splitByMonth(events: readonly IncomingEvent[]): IncomingEvent[][] {
  const months = new Map<number, IncomingEvent[]>();
  for (const event of events) {
    const time = new Date(event.time);
    const month = time.getUTCFullYear() * 12 + time.getUTCMonth();
    const block = months.get(month);
    if (block) {
      block.push(event);
    } else {
      months.set(month, [event]);
    }
  }
  return [...months.values()];
}

/** Gives out the time of each block, never the same twice, so that a block's events can be told from all others'. */
export class BlockClock {
  private last = 0;

  /** The time of the next block, in milliseconds since 1970. */
  next(): number {
    return (this.last = Math.max(Date.now(), this.last + 1));
  }

  stamp(events: readonly IncomingEvent[]): StoredEvent[] {
    const received = this.next();
    return events.map((event) => ({ ...event, received }));
  }
}
