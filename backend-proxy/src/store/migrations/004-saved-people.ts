import { sql } from '../sql';
import type { Migration } from './migration';

/**
 * People who were saved as a segment that stays as it is, by the id of the list. A `person` is the one that was known when the list
 * was made; `whoIs` puts the user in the place of a visitor who became one since.
 */
export const savedPeople: Migration = {
  version: 4,
  name: 'saved-people',
  statements: [
    sql`
      CREATE TABLE IF NOT EXISTS saved_people (
        workspace LowCardinality(String),
        saved String,
        person UInt64
      )
      ENGINE = ReplacingMergeTree ORDER BY (workspace, saved, person)
      SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1, old_parts_lifetime = 1`,
  ],
};
