import { createLogger } from '../../../backend-proxy/src/logging';
import { startEngine } from '../../../backend-proxy/src/embedded-clickhouse/index';
import { openStore } from '../../../backend-proxy/src/store/open-store';
import { sql } from '../../../backend-proxy/src/store/sql';

/** What lies in a data directory that no proxy works on any more. */
export interface Stored {
  events: number;
  /** Different ids among them. */
  ids: number;
  /** Events whose parts do not belong together. */
  torn: number;
  /** Ids and people that the tables beside the events lack, or have too many. */
  unknownIds: number;
  unknownPeople: number;
}

/** Reads the numbered events of `startSenders` straight from the engine's files. */
export async function readStored(dataDir: string): Promise<Stored> {
  const engine = await startEngine({ directory: dataDir, log: createLogger('warn') });
  const store = await openStore(engine.connection);
  try {
    const { rows } = await store.query<Stored>(sql`
      SELECT countIf(n != '') AS events, uniqExactIf(event_id, n != '') AS ids,
        countIf(n != '' AND NOT (event_id = concat('event ', n) AND user_id = concat('person ', n) AND path = concat('/page/', n)
          AND value = toFloat64OrNull(n) AND toUnixTimestamp64Milli(time) % 1000 = toUInt64OrZero(n) % 1000
          AND toMonth(time) = 9 + toUInt64OrZero(n) % 2)) AS torn,
        abs(toInt64(uniqExact(event_hash)) - (SELECT toInt64(uniqExact(event_hash)) FROM event_ids)) AS unknownIds,
        abs(toInt64(uniqExactIf(person, person != 0)) - (SELECT toInt64(uniqExact(person)) FROM first_seen)) AS unknownPeople
      FROM (SELECT *, props['n'] AS n FROM events)`);
    return rows[0] as Stored;
  } finally {
    await store.close();
    await engine.stop();
  }
}
