import { bind, partName, sql, type Sql } from '../store/sql';
import type { EventStore } from '../store/event-store';

/** The tables that are written all the time, and so may be when the disk is full. */
const TABLES: Record<string, Sql> = {
  events: sql`events`,
  event_ids: sql`event_ids`,
  first_seen: sql`first_seen`,
  links: sql`links`,
  person_traits: sql`person_traits`,
};

/** Looks at the parts that were written lately, each once, since a part never changes. */
export interface PartChecks {
  /** The first part written since then (ms since 1970) whose files are not what its checksums say; undefined where all are. */
  firstBroken(since: number): Promise<string | undefined>;
}

export function partChecksOf(store: EventStore): PartChecks {
  const sound = new Set<string>();
  return {
    async firstBroken(since) {
      const { rows } = await store.query<{ table: string; name: string }>(sql`
        SELECT table, name FROM system.parts
        WHERE database = currentDatabase() AND active AND toInt64(modification_time) * 1000 >= ${bind('Int64', since)}`);
      for (const { table, name } of rows) {
        const place = `${table}/${name}`;
        if (!sound.has(place) && !(await isSound(store, table, name))) {
          return place;
        }
        sound.add(place);
      }
      return undefined;
    },
  };
}

/** A part that was merged away meanwhile is nobody's concern any more. */
async function isSound(store: EventStore, table: string, name: string): Promise<boolean> {
  const known = TABLES[table];
  if (known === undefined) {
    return true;
  }
  const { rows } = await store.query<{ is_passed: number }>(sql`CHECK TABLE ${known} PART ${partName(name)}`);
  return rows.every(({ is_passed }) => Boolean(is_passed));
}
