import type { PersonProfile } from '@fawkes/contract';
import { sql } from '../store/sql';
import type { Store } from '../store/store';
import { eventsOf, namedAs, type Person } from './find-person';

interface Totals {
  user_id: string;
  anonymous_ids: string[];
  first: number;
  last: number;
  events: number;
  page_views: number;
  sites: string[];
}

/** What is known of a person, from every event and trait that is kept. */
export async function profileOf(store: Store, person: Person, id: string): Promise<PersonProfile> {
  const [totals, traits] = await Promise.all([totalsOf(store, person), traitsOf(store, person)]);
  const { user_id, anonymous_ids, first, last, events, page_views, sites } = totals;
  return {
    id,
    user_id: user_id || null,
    anonymous_ids,
    first_seen: events > 0 ? new Date(first).toISOString() : null,
    last_seen: events > 0 ? new Date(last).toISOString() : null,
    events,
    page_views,
    sites,
    traits,
  };
}

async function totalsOf(store: Store, person: Person): Promise<Totals> {
  const { rows } = await store.query<Totals>(sql`
    SELECT max(user_id) AS user_id, arraySort(groupUniqArrayIf(visitor_id, visitor_id != '')) AS anonymous_ids,
      toUnixTimestamp64Milli(min(time)) AS first, toUnixTimestamp64Milli(max(time)) AS last,
      count() AS events, countIf(name = 'pageview') AS page_views, arraySort(groupUniqArray(toString(site))) AS sites
    FROM events WHERE ${eventsOf(person)}`);
  return rows[0]!;
}

async function traitsOf(store: Store, person: Person): Promise<Record<string, string>> {
  const { rows } = await store.query<{ key: string; latest: string }>(sql`
    SELECT key, argMax(value, (time, value)) AS latest FROM person_traits
    WHERE ${namedAs(person)} GROUP BY key ORDER BY key`);
  return Object.fromEntries(rows.map(({ key, latest }) => [key, latest]));
}
