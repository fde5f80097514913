import { bind, sql } from '../store/sql';
import type { Store } from '../store/store';
import { eventsOf, namedAs, type Person } from './find-person';
import { profileOf } from './profile';

/**
 * All that is kept of a person, as lines of JSON, each with its `type`: first the profile, then every value that a trait ever
 * had, the saved lists that have them, then the events, oldest first. It is read month by month, so that memory stays flat.
 */
export async function* exportPerson(store: Store, person: Person, id: string): AsyncGenerator<string> {
  yield line({ type: 'person', ...(await profileOf(store, person, id)) });
  const { rows: traits } = await store.query<{ at: number; key: string; value: string }>(sql`
    SELECT DISTINCT toUnixTimestamp64Milli(time) AS at, toString(key) AS key, value FROM person_traits
    WHERE ${namedAs(person)} ORDER BY at, key, value`);
  for (const { at, key, value } of traits) {
    yield line({ type: 'trait', time: iso(at), key, value });
  }
  const { rows: lists } = await store.query<{ saved: string }>(sql`
    SELECT DISTINCT saved FROM saved_people WHERE ${namedAs(person)} ORDER BY saved`);
  for (const { saved } of lists) {
    yield line({ type: 'saved', list: saved });
  }
  const { rows: months } = await store.query<{ month: number }>(sql`
    SELECT DISTINCT toYYYYMM(time) AS month FROM events WHERE ${eventsOf(person)} ORDER BY month`);
  for (const { month } of months) {
    const { rows: events } = await store.query<{ at: number; arrived: number }>(sql`
      SELECT toUnixTimestamp64Milli(time) AS at, toUnixTimestamp64Milli(received) AS arrived, site, event_id, name, user_id,
        visitor_id, host, path, referrer, source, utm_source, utm_medium, utm_campaign, utm_content, utm_term, country, region,
        city, browser, browser_version, os, os_version, device, props, traits, value, currency, interactive
      FROM events WHERE ${eventsOf(person)} AND toYYYYMM(time) = ${bind('UInt32', month)} ORDER BY time, event_id, name`);
    for (const { at, arrived, ...event } of events) {
      yield line({ type: 'event', time: iso(at), received: iso(arrived), ...event });
    }
  }
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
