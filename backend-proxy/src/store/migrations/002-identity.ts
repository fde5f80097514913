import { sql } from '../sql';
import type { Migration } from './migration';

/** Parts that a merge or mutation wrote are flushed before the old ones go: what is erased is gone at once, and nothing else is. */
const FLUSHED = sql`MODIFY SETTING min_rows_to_fsync_after_merge = 1, old_parts_lifetime = 1`;

/**
 * Who is who: which user a visitor became, and what is known of a person. Both take late events in any order. A `person` in
 * these tables and in `first_seen` is the one that the event itself names; `whoIs` puts the linked user in its place.
 */
export const identity: Migration = {
  version: 2,
  name: 'identity',
  statements: [
    sql`
      CREATE TABLE IF NOT EXISTS links (
        workspace LowCardinality(String),
        visitor UInt64,
        first SimpleAggregateFunction(min, Tuple(time DateTime64(3, 'UTC'), user_id String, user UInt64))
      )
      ENGINE = AggregatingMergeTree ORDER BY (workspace, visitor)`,
    sql`
      INSERT INTO links SELECT workspace, visitor, min((time, user_id, user)) FROM events
      WHERE visitor != 0 AND user != 0 GROUP BY workspace, visitor`,
    sql`
      CREATE MATERIALIZED VIEW IF NOT EXISTS links_of_events TO links AS
      SELECT workspace, visitor, min((time, user_id, user)) AS first FROM events
      WHERE visitor != 0 AND user != 0 GROUP BY workspace, visitor`,
    sql`
      CREATE TABLE IF NOT EXISTS person_traits (
        workspace LowCardinality(String),
        key LowCardinality(String),
        person UInt64,
        time DateTime64(3, 'UTC'),
        value String
      )
      ENGINE = ReplacingMergeTree ORDER BY (workspace, key, person, time, value)`,
    sql`
      INSERT INTO person_traits SELECT workspace, key, if(user != 0, user, visitor), time, value FROM events
      ARRAY JOIN mapKeys(traits) AS key, mapValues(traits) AS value WHERE user != 0 OR visitor != 0`,
    sql`
      CREATE MATERIALIZED VIEW IF NOT EXISTS person_traits_of_events TO person_traits AS
      SELECT workspace, key, if(user != 0, user, visitor) AS person, time, value FROM events
      ARRAY JOIN mapKeys(traits) AS key, mapValues(traits) AS value WHERE user != 0 OR visitor != 0`,
    sql`ALTER TABLE events ${FLUSHED}`,
    sql`ALTER TABLE event_ids ${FLUSHED}`,
    sql`ALTER TABLE first_seen ${FLUSHED}`,
    sql`ALTER TABLE links ${FLUSHED}`,
    sql`ALTER TABLE person_traits ${FLUSHED}`,
  ],
};
