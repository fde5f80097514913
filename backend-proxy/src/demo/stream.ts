import { dateAt, dateOf, dayNumber } from './calendar';
import { type DemoEvent, eventsOfDay } from './day';
import type { World } from './world';

/** The events of a world as they go by. */
export interface EventStream {
  /** What happens after one moment and until another, in order, a list for each day. */
  between(after: number, until: number): Iterable<DemoEvent[]>;
}

/** A day is made once, however often the present is asked for. */
export function streamOf(world: World): EventStream {
  let latest: { date: string; events: DemoEvent[] } | undefined;
  const eventsOn = (date: string) => {
    if (latest?.date !== date) {
      latest = { date, events: eventsOfDay(world, date) };
    }
    return latest.events;
  };
  return {
    *between(after, until) {
      const last = dayNumber(dateAt(until));
      for (let day = dayNumber(dateAt(after)); day <= last; day++) {
        yield eventsOn(dateOf(day)).filter(({ timestamp }) => timestamp > after && timestamp <= until);
      }
    },
  };
}

/**
 * Cuts lists in order into batches of about `size`. What happens in the same millisecond stays together: so the newest event
 * that is stored says exactly what is.
 */
export function* batchesOf(lists: Iterable<DemoEvent[]>, size: number): Iterable<DemoEvent[]> {
  let batch: DemoEvent[] = [];
  for (const event of flat(lists)) {
    if (batch.length >= size && event.timestamp !== batch.at(-1)!.timestamp) {
      yield batch;
      batch = [];
    }
    batch.push(event);
  }
  if (batch.length > 0) {
    yield batch;
  }
}

function* flat<T>(lists: Iterable<T[]>): Iterable<T> {
  for (const list of lists) {
    yield* list;
  }
}
