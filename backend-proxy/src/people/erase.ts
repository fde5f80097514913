import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '../store/event-store';
import { sql } from '../store/sql';
import { eventsOf, linksOf, namedAs, type Person } from './find-person';

/** A question that still reads an old file keeps it until it ends; those that take longer are ended by their limit. */
const LONGEST_WAIT_MS = 60_000;
const LOOK_EVERY_MS = 1500;

/**
 * Removes a person from every table, and resolves once no file holds them either: to whether that is so, since a question that still
 * runs holds old files, which go when it ends. What stays is the hash of each event's id, so that a sender's repeat, or an import
 * that is run again, does not bring the person back. It can be done again: what is gone stays gone.
 */
export async function erasePerson(store: EventStore, person: Person): Promise<boolean> {
  // A mutation writes the parts anew; a lightweight delete would only hide the rows.
  await store.command(sql`ALTER TABLE events DELETE WHERE ${eventsOf(person)} SETTINGS mutations_sync = 2`);
  await store.command(sql`ALTER TABLE person_traits DELETE WHERE ${namedAs(person)} SETTINGS mutations_sync = 2`);
  await store.command(sql`ALTER TABLE first_seen DELETE WHERE ${namedAs(person)} SETTINGS mutations_sync = 2`);
  await store.command(sql`ALTER TABLE saved_people DELETE WHERE ${namedAs(person)} SETTINGS mutations_sync = 2`);
  await store.command(sql`ALTER TABLE links DELETE WHERE ${linksOf(person)} SETTINGS mutations_sync = 2`);
  return oldFilesGone(store);
}

export async function countEvents(store: EventStore, person: Person): Promise<number> {
  const { rows } = await store.query<{ events: number }>(
    sql`SELECT count() AS events FROM events WHERE ${eventsOf(person)}`
  );
  return rows[0]?.events ?? 0;
}

/** Clears the disk of the parts that are old by now; resolves to whether they are gone. */
async function oldFilesGone(store: EventStore): Promise<boolean> {
  const waited = new Set(await oldParts(store));
  for (const deadline = Date.now() + LONGEST_WAIT_MS; Date.now() < deadline;) {
    await sleep(LOOK_EVERY_MS);
    await clearOldParts(store);
    if (!(await oldParts(store)).some((part) => waited.has(part))) {
      return true;
    }
  }
  return false;
}

async function oldParts(store: EventStore): Promise<string[]> {
  const { rows } = await store.query<{ part: string }>(sql`
    SELECT concat(table, '/', name) AS part FROM system.parts
    WHERE database = currentDatabase() AND table IN ('events', 'person_traits', 'first_seen', 'links', 'saved_people') AND NOT active`);
  return rows.map(({ part }) => part);
}

/**
 * An engine with little to do looks for old parts ever more seldom, in the end every ten minutes. Dropping a partition makes it
 * look at once, also one that does not exist.
 */
async function clearOldParts(store: EventStore): Promise<void> {
  await store.command(sql`ALTER TABLE events DROP PARTITION ID '197001'`);
  await store.command(sql`ALTER TABLE person_traits DROP PARTITION ID 'none'`);
  await store.command(sql`ALTER TABLE first_seen DROP PARTITION ID 'none'`);
  await store.command(sql`ALTER TABLE links DROP PARTITION ID 'none'`);
  await store.command(sql`ALTER TABLE saved_people DROP PARTITION ID 'none'`);
}
