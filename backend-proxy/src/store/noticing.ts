import type { EventStore } from './event-store';
import type { StoredEvent } from './stored-event';

/** Learns what changes in the event store, once it has. */
export interface Noticed {
  /** Events that came in. */
  events(events: ReadonlyArray<Pick<StoredEvent, 'workspace' | 'time'>>): void;
  /** Something that may have changed any number, of this workspace or, without it, of all. */
  anything(workspace?: string): void;
}

/** The same store, which tells of every change that is made through it. A change that failed may have happened all the same. */
export function noticing(store: EventStore, noticed: Noticed): EventStore {
  const anyhow = async <Result>(change: Promise<Result>, tell: () => void): Promise<Result> => {
    try {
      return await change;
    } finally {
      tell();
    }
  };
  return {
    ...store,
    insert: (block) => anyhow(store.insert(block), () => noticed.events(block.events)),
    insertLines: (block) => anyhow(store.insertLines(block), () => noticed.anything()),
    writeParquet: (insert, file) => anyhow(store.writeParquet(insert, file), () => noticed.anything()),
    command: (statement, touched) => anyhow(store.command(statement), () => noticed.anything(touched?.workspace)),
  };
}
