import { sql } from '../sql';
import type { Migration } from './migration';

/**
 * The events, and two small tables that views keep beside them: the ids of the last days, looked up before a block is
 * committed, and who was first seen when. A view's table may miss the events of a block that was cut short; `catchUp` adds them.
 */
export const events: Migration = {
  version: 1,
  name: 'events',
  statements: [
    sql`
      CREATE TABLE IF NOT EXISTS events (
        workspace LowCardinality(String),
        site LowCardinality(String),
        time DateTime64(3, 'UTC'),
        received DateTime64(3, 'UTC'),
        event_id String,
        event_hash UInt128 DEFAULT if(event_id = '', 0, reinterpretAsUInt128(sipHash128(event_id))),
        name LowCardinality(String),
        visitor_id String,
        visitor UInt64 DEFAULT if(visitor_id = '', 0, sipHash64('visitor', visitor_id)),
        user_id String,
        user UInt64 DEFAULT if(user_id = '', 0, sipHash64('user', user_id)),
        person UInt64 DEFAULT if(user != 0, user, visitor),
        visitor_daily Bool,
        person_stable Bool DEFAULT user != 0 OR (visitor != 0 AND NOT visitor_daily),
        host LowCardinality(String),
        path String,
        referrer String,
        source LowCardinality(String),
        utm_source LowCardinality(String),
        utm_medium LowCardinality(String),
        utm_campaign LowCardinality(String),
        utm_content LowCardinality(String),
        utm_term LowCardinality(String),
        country LowCardinality(String),
        region LowCardinality(String),
        city LowCardinality(String),
        browser LowCardinality(String),
        browser_version LowCardinality(String),
        os LowCardinality(String),
        os_version LowCardinality(String),
        device LowCardinality(String),
        props Map(LowCardinality(String), String),
        traits Map(LowCardinality(String), String),
        value Nullable(Float64),
        currency LowCardinality(String),
        interactive Bool,
        INDEX received_range received TYPE minmax
      )
      ENGINE = MergeTree
      PARTITION BY toYYYYMM(time)
      ORDER BY (workspace, site, toDate(time), name, time)
      SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1,
        fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 10000`,
    sql`
      CREATE TABLE IF NOT EXISTS event_ids (
        workspace LowCardinality(String),
        site LowCardinality(String),
        event_hash UInt128,
        received DateTime64(3, 'UTC')
      )
      ENGINE = MergeTree
      PARTITION BY toMonday(received)
      ORDER BY (workspace, site, event_hash)
      TTL toDateTime(received) + INTERVAL 7 DAY
      SETTINGS ttl_only_drop_parts = 1`,
    sql`
      CREATE MATERIALIZED VIEW IF NOT EXISTS event_ids_of_events TO event_ids AS
      SELECT workspace, site, event_hash, received FROM events WHERE event_hash != 0`,
    sql`
      CREATE TABLE IF NOT EXISTS first_seen (
        workspace LowCardinality(String),
        site LowCardinality(String),
        person UInt64,
        person_stable SimpleAggregateFunction(max, Bool),
        first SimpleAggregateFunction(min, DateTime64(3, 'UTC'))
      )
      ENGINE = AggregatingMergeTree
      ORDER BY (workspace, site, person)`,
    sql`
      CREATE MATERIALIZED VIEW IF NOT EXISTS first_seen_of_events TO first_seen AS
      SELECT workspace, site, person, max(person_stable) AS person_stable, min(time) AS first
      FROM events WHERE person != 0 AND interactive GROUP BY workspace, site, person`,
  ],
};
