import { sql } from '../sql';
import type { Migration } from './migration';

/**
 * What lets a question leave out the granules that cannot have a part in its answer: those in which no event has the prop asked
 * about (events lie by their name, and so do their props), and those in which everybody is known across days. Events that are
 * there already are indexed in the background.
 */
export const skipIndexes: Migration = {
  version: 5,
  name: 'skip indexes',
  statements: [
    sql`ALTER TABLE events ADD INDEX IF NOT EXISTS prop_keys mapKeys(props) TYPE bloom_filter(0.001)`,
    sql`ALTER TABLE events ADD INDEX IF NOT EXISTS known_across_days person_stable TYPE minmax`,
    sql`ALTER TABLE events MATERIALIZE INDEX prop_keys`,
    sql`ALTER TABLE events MATERIALIZE INDEX known_across_days`,
  ],
};
