import { sql } from '../sql';
import type { Migration } from './migration';

/**
 * A merge that meets a full disk may put a part in place whose files are cut short. Old parts stay for a while, so that they can
 * take over again (src/disk), and inserts leave room for merges that run already.
 */
const CAREFUL = sql`MODIFY SETTING old_parts_lifetime = 10, min_free_disk_bytes_to_perform_insert = 33554432`;

export const fullDisk: Migration = {
  version: 3,
  name: 'full disk',
  statements: [
    sql`ALTER TABLE events ${CAREFUL}`,
    sql`ALTER TABLE event_ids ${CAREFUL}`,
    sql`ALTER TABLE first_seen ${CAREFUL}`,
    sql`ALTER TABLE links ${CAREFUL}`,
    sql`ALTER TABLE person_traits ${CAREFUL}`,
  ],
};
