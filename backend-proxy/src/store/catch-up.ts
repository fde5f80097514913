import type { EventStore } from './event-store';
import { sql } from './sql';

const RECENT = sql`received >= (SELECT max(received) FROM events) - INTERVAL 1 HOUR`;

/**
 * Adds what the views' tables miss of the newest events: the block that a crash cut short between the tables, and what a loss
 * of power took of tables that are not flushed to disk with each block. Running it again changes nothing.
 */
export async function catchUp(store: EventStore): Promise<void> {
  await store.command(sql`
    INSERT INTO event_ids SELECT workspace, site, event_hash, received FROM events
    WHERE event_hash != 0 AND ${RECENT}
      AND (workspace, site, event_hash) NOT IN (SELECT workspace, site, event_hash FROM event_ids WHERE ${RECENT})`);
  await store.command(sql`
    INSERT INTO first_seen SELECT workspace, site, person, max(person_stable), min(time) FROM events
    WHERE person != 0 AND interactive AND ${RECENT} GROUP BY workspace, site, person`);
}
