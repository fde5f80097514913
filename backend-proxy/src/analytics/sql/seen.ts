import { bind, type Sql, sql } from '../../store/sql';
import { whoIs } from '../../store/who-is';
import { eventScope, type PeopleScope, siteScope } from './scope';

/** When people were first active, of those who were by then: person, first (ms). */
export function firstSeenSql(people: PeopleScope): Sql {
  const named = sql`SELECT person, person_stable, toUnixTimestamp64Milli(first) AS seen FROM first_seen WHERE ${siteScope(people)}`;
  return sql`SELECT person, min(seen) AS first, max(person_stable) AS stable
    FROM (${whoIs(people.workspace, named)}) GROUP BY person HAVING first < ${bind('Int64', people.until)}`;
}

/** When people were last active by then: person, last (ms). */
export function lastSeenSql(people: PeopleScope): Sql {
  return sql`SELECT person, toUnixTimestamp64Milli(max(time)) AS last FROM (${activeSince(people, 0)}) GROUP BY person`;
}

/** The active events of people from `from` (ms) to then: person, time. */
export function activeSince({ workspace, site, until }: PeopleScope, from: number): Sql {
  const scope = { workspace, ...(site === undefined ? {} : { site }) };
  return sql`SELECT person, time FROM events
    WHERE ${eventScope(scope, Math.min(from, until), until)} AND interactive AND person != 0`;
}
