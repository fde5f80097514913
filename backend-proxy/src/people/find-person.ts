import { bind, type Sql, sql } from '../store/sql';
import type { Store } from '../store/store';
import { linkedUsers } from '../store/who-is';

/** A person as the event store knows one. Hashes are text: they are too long for a number. */
export interface Person {
  workspace: string;
  /** The hash of the user, else of the visitor. */
  person: string;
  /** The hashes of the visitors that became this user. */
  visitors: string[];
}

/** The person whom an id names: a user, the user that a visitor became, or a visitor. Undefined where nothing is kept of one. */
export async function findPerson(store: Store, workspace: string, id: string): Promise<Person | undefined> {
  const asked = bind('String', id);
  const { rows } = await store.query<{ candidates: string[] }>(sql`
    SELECT arrayMap(x -> toString(x), [sipHash64('user', ${asked}), linked, sipHash64('visitor', ${asked})]) AS candidates
    FROM (SELECT min(first).user AS linked FROM links
      WHERE workspace = ${bind('String', workspace)} AND visitor = sipHash64('visitor', ${asked}))`);
  for (const person of rows[0]?.candidates ?? []) {
    const found = { workspace, person, visitors: await visitorsOf(store, workspace, person) };
    if (person !== '0' && (await isKept(store, found))) {
      return found;
    }
  }
  return undefined;
}

async function visitorsOf(store: Store, workspace: string, user: string): Promise<string[]> {
  const { rows } = await store.query<{ visitor: string }>(sql`
    SELECT toString(visitor) AS visitor FROM (${linkedUsers(workspace)}) WHERE user = ${bind('UInt64', user)}`);
  return rows.map(({ visitor }) => visitor);
}

async function isKept(store: Store, person: Person): Promise<boolean> {
  const { rows } = await store.query<{ kept: number }>(sql`
    SELECT (SELECT count() FROM events WHERE ${eventsOf(person)}) + (SELECT count() FROM person_traits WHERE ${namedAs(person)})
      + (SELECT count() FROM first_seen WHERE ${namedAs(person)}) + (SELECT count() FROM links WHERE ${linksOf(person)})
      + (SELECT count() FROM saved_people WHERE ${namedAs(person)}) AS kept`);
  return (rows[0]?.kept ?? 0) > 0;
}

/** Of `events`: the person's, also those that the background has not yet given to the user. */
export function eventsOf({ workspace, person, visitors }: Person): Sql {
  return sql`workspace = ${bind('String', workspace)}
    AND (person = ${bind('UInt64', person)} OR user = ${bind('UInt64', person)} OR (user = 0 AND ${among(sql`visitor`, visitors)}))`;
}

/** Of `person_traits`, `first_seen` and `saved_people`: the rows under the person's own name and under those of their visitors. */
export function namedAs({ workspace, person, visitors }: Person): Sql {
  return sql`workspace = ${bind('String', workspace)} AND ${among(sql`person`, [person, ...visitors])}`;
}

/** Of `links`: the rows that name the user or one of their visitors. */
export function linksOf({ workspace, person, visitors }: Person): Sql {
  return sql`workspace = ${bind('String', workspace)}
    AND (first.user = ${bind('UInt64', person)} OR ${among(sql`visitor`, visitors)})`;
}

function among(column: Sql, hashes: readonly string[]): Sql {
  return sql`has(arrayMap(x -> toUInt64(x), ${bind('Array(String)', hashes)}), ${column})`;
}
