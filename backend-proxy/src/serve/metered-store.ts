import type { Operations } from '../exposition';
import type { EventStore } from '../store/event-store';

/** The same store, which tells how long it takes. Limits of time that a question ran into are failures, too. */
export function meteredStore(store: EventStore, stored: Operations['stored']): EventStore {
  async function timed<Result>(operation: 'query' | 'commit', work: Promise<Result>): Promise<Result> {
    const begun = performance.now();
    const took = (failed: boolean) => stored(operation, (performance.now() - begun) / 1000, failed);
    try {
      const result = await work;
      took(false);
      return result;
    } catch (error) {
      took(true);
      throw error;
    }
  }
  return {
    ...store,
    query: (statement, limits) => timed('query', store.query(statement, limits)),
    insert: (block) => timed('commit', store.insert(block)),
    insertLines: (block) => timed('commit', store.insertLines(block)),
  };
}
