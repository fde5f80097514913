import type { Block } from './event-store';
import { bind, sql } from './sql';
import type { Store } from './store';

/** Whether the block is in the store, for a sender that never heard how its insert ended. A block is stored whole or not at all. */
export async function isStored(
  store: Store,
  { events, received }: Pick<Block, 'events' | 'received'>
): Promise<boolean> {
  const [first] = events;
  if (!first) {
    return true;
  }
  const at = (ms: number) => sql`fromUnixTimestamp64Milli(${bind('Int64', ms)}, 'UTC')`;
  const { rows } = await store.query<{ found: number }>(sql`
    SELECT count() AS found FROM events
    WHERE toYYYYMM(time) = toYYYYMM(${at(first.time)}) AND received = ${at(received)}`);
  return (rows[0]?.found ?? 0) >= events.length;
}
