import type { EventStore } from './event-store';
import { sql } from './sql';

const RECENT = sql`received >= (SELECT max(received) FROM events) - INTERVAL 1 HOUR`;

/** What a block's ids are, in short. */
const IDS = sql`(count(), groupBitXor(toUInt64(event_hash)))`;

/** Blocks of which not all ids are known. Few are, so that the millions of rows of an import need not be held to compare them. */
const TORN = sql`
  SELECT received FROM (SELECT received, ${IDS} AS stored FROM events WHERE event_hash != 0 AND ${RECENT} GROUP BY received) AS blocks
  LEFT JOIN (SELECT received, ${IDS} AS known FROM event_ids WHERE ${RECENT} GROUP BY received) AS ids USING (received)
  WHERE stored != known`;

/** The person as the event itself names it; the column `person` may have become the linked user since. */
const NAMED = sql`if(user != 0, user, visitor)`;

/**
 * Adds what the views' tables miss of the newest events: the block that a crash cut short between the tables, and what a loss
 * of power took of tables that are not flushed to disk with each block. Running it again changes nothing.
 */
export async function catchUp(store: EventStore): Promise<void> {
  await store.command(sql`
    INSERT INTO event_ids SELECT workspace, site, event_hash, received FROM events
    WHERE event_hash != 0 AND received IN (${TORN})
      AND (workspace, site, event_hash) NOT IN (SELECT workspace, site, event_hash FROM event_ids WHERE received IN (${TORN}))`);
  await store.command(sql`
    INSERT INTO first_seen SELECT workspace, site, ${NAMED} AS named, max(person_stable), min(time) FROM events
    WHERE person != 0 AND interactive AND ${RECENT} GROUP BY workspace, site, named`);
  await store.command(sql`
    INSERT INTO links SELECT workspace, visitor, min((time, user_id, user)) FROM events
    WHERE visitor != 0 AND user != 0 AND ${RECENT} GROUP BY workspace, visitor`);
  await store.command(sql`
    INSERT INTO person_traits SELECT workspace, key, ${NAMED}, time, value FROM events
    ARRAY JOIN mapKeys(traits) AS key, mapValues(traits) AS value WHERE person != 0 AND ${RECENT}`);
}
