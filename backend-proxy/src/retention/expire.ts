import type { EventStore } from '../store/event-store';
import { bind, sql } from '../store/sql';

const DAY_MS = 86_400_000;

/**
 * Drops the months (UTC) of events that ended so many days ago, and forgets who has no event left. Resolves to the months
 * dropped, such as `202601`.
 */
export async function dropExpired(store: EventStore, days: number, now: number): Promise<string[]> {
  const cutoff = sql`fromUnixTimestamp64Milli(${bind('Int64', now - days * DAY_MS)}, 'UTC')`;
  const { rows } = await store.query<{ month: string }>(sql`
    SELECT DISTINCT _partition_id AS month FROM events
    WHERE toYYYYMM(time) < toYYYYMM(${cutoff}) ORDER BY month`);
  for (const { month } of rows) {
    await store.command(sql`ALTER TABLE events DROP PARTITION ID ${bind('String', month)}`);
  }
  if (rows.length > 0) {
    await forgetTheGone(store);
  }
  // An old value of a trait goes with the events of its time; the latest one is what is known of the person today.
  await store.command(sql`
    ALTER TABLE person_traits DELETE WHERE toYYYYMM(time) < toYYYYMM(${cutoff}) AND (workspace, key, person, time, value) NOT IN (
      SELECT workspace, key, person, latest.1, latest.2
      FROM (SELECT workspace, key, person, max((time, value)) AS latest FROM person_traits GROUP BY workspace, key, person))`);
  return rows.map(({ month }) => month);
}

/** A user may be left with events as a visitor only, and the other way round: either keeps what is known. */
async function forgetTheGone(store: EventStore): Promise<void> {
  const someone = sql`SELECT workspace, arrayJoin([person, user, visitor]) AS person FROM events`;
  await store.command(sql`ALTER TABLE first_seen DELETE WHERE (workspace, person) NOT IN (${someone})`);
  await store.command(sql`ALTER TABLE person_traits DELETE WHERE (workspace, person) NOT IN (${someone})`);
  await store.command(sql`ALTER TABLE links DELETE WHERE (workspace, visitor) NOT IN (${someone})`);
}
