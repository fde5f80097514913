import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '../store/event-store';
import { sql } from '../store/sql';
import { eventsOf, linksOf, namedAs, type Person } from './find-person';

/** The engine drops the files of old parts when it finds the time, at most about half a minute later. */
const LONGEST_WAIT_MS = 90_000;
const LOOK_EVERY_MS = 500;

/**
 * Removes a person from every table, and resolves to how many events went once no file holds them either. What stays is the
 * hash of each event's id, so that a sender's repeat, or an import that is run again, does not bring the person back.
 * Cut short, it goes on where it stopped when it is asked again: the events, by which a person is found, go first.
 */
export async function erasePerson(store: EventStore, person: Person): Promise<number> {
  const { rows } = await store.query<{ events: number }>(
    sql`SELECT count() AS events FROM events WHERE ${eventsOf(person)}`
  );
  // A mutation writes the parts anew; a lightweight delete would only hide the rows.
  await store.command(sql`ALTER TABLE events DELETE WHERE ${eventsOf(person)} SETTINGS mutations_sync = 2`);
  await store.command(sql`ALTER TABLE person_traits DELETE WHERE ${namedAs(person)} SETTINGS mutations_sync = 2`);
  await store.command(sql`ALTER TABLE first_seen DELETE WHERE ${namedAs(person)} SETTINGS mutations_sync = 2`);
  await store.command(sql`ALTER TABLE links DELETE WHERE ${linksOf(person)} SETTINGS mutations_sync = 2`);
  await oldFilesGone(store);
  return rows[0]?.events ?? 0;
}

/** Waits until the parts that are old by now are gone from the disk. */
async function oldFilesGone(store: EventStore): Promise<void> {
  const old = async () => {
    const { rows } = await store.query<{ part: string }>(sql`
      SELECT concat(table, '/', name) AS part FROM system.parts
      WHERE database = currentDatabase() AND table IN ('events', 'person_traits', 'first_seen', 'links') AND NOT active`);
    return rows.map(({ part }) => part);
  };
  const waited = new Set(await old());
  for (const deadline = Date.now() + LONGEST_WAIT_MS; Date.now() < deadline; await sleep(LOOK_EVERY_MS)) {
    if (!(await old()).some((part) => waited.has(part))) {
      return;
    }
  }
}
