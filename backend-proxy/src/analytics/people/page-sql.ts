import { isTrait, type PeopleQuery } from '@fawkes/contract';
import { bind, join, numbered, type Sql, sql } from '../../store/sql';
import { linkedUsers, whoIs } from '../../store/who-is';
import { firstEvents } from '../measures/total-users';
import type { Question } from '../question';
import { propertyText } from '../sql/property';
import { scopeOf, siteScope } from '../sql/scope';

/** The people of a page, by their hashes as text: they are too long for a number. */
export type Hashes = readonly string[];

/**
 * One row: total, how many people there are, and page, the hashes of the first `limit` after another one. They are in the order of
 * the hash, which stays the same whoever comes and goes meanwhile.
 */
export function pageSql(behind: Sql, limit: number, after: string | undefined): Sql {
  const most = bind('UInt32', limit);
  const later = sql`groupArrayIf(person, person > ${bind('UInt64', after ?? '0')})`;
  return sql`SELECT count() AS total, arrayMap(p -> toString(p), arraySlice(arrayPartialSort(${most}, ${later}), 1, ${most})) AS page
    FROM (SELECT DISTINCT person FROM (${behind}) WHERE person != 0)`;
}

/**
 * What events tell of the people of a page, a row each: hash, named_user and named_visitor (ids, '' where not known), stable (known across
 * days), last (ms, the last active event before the end of the range), m0, m1, … (the latest value of each property that is no trait).
 */
export function activitySql(q: Question<PeopleQuery>, page: Hashes): Sql {
  const { workspace, query, range } = q;
  const people = scopeOf(q, range.to);
  const shown = query.show.map((property, i) => {
    // Traits come from elsewhere, since events need not have them.
    const text = isTrait(property) ? sql`''` : propertyText(property, people);
    return sql`argMaxIf(${text}, (time, ${text}), ${text} != '') AS ${numbered('m', i)}`;
  });
  const columns = [
    sql`toString(person) AS hash`,
    sql`max(user_id) AS named_user`,
    sql`max(visitor_id) AS named_visitor`,
    sql`max(person_stable) AS stable`,
    sql`toUnixTimestamp64Milli(maxOrNullIf(time, interactive AND ${siteScope({ workspace, site: query.site })})) AS last`,
    ...shown,
  ];
  return sql`SELECT ${join(columns, ', ')} FROM events
    WHERE workspace = ${bind('String', workspace)} AND ${among(page)}
      AND time < fromUnixTimestamp64Milli(${bind('Int64', range.to)}, 'UTC')
    GROUP BY person`;
}

/** When the people of a page were first seen, on the sites asked about: hash, first (ms). */
export function firstSeenSql(q: Question<PeopleQuery>, page: Hashes): Sql {
  const { site } = q.query;
  const unfiltered = { ...q, query: site === undefined ? {} : { site } };
  return sql`SELECT toString(person) AS hash, first FROM (${firstEvents(unfiltered, { range: q.range })}) WHERE ${among(page)}`;
}

/** The latest traits before the end of the range: hash, key, value. */
export function traitsSql({ workspace, range }: Question<PeopleQuery>, page: Hashes): Sql {
  const visitors = sql`SELECT visitor FROM (${linkedUsers(workspace)}) WHERE ${among(page, sql`user`)}`;
  const named = sql`SELECT person, key, time, value FROM person_traits
    WHERE workspace = ${bind('String', workspace)} AND (${among(page)} OR person IN (${visitors}))
      AND time < fromUnixTimestamp64Milli(${bind('Int64', range.to)}, 'UTC')`;
  return sql`SELECT toString(person) AS hash, toString(key) AS key, argMax(value, (time, value)) AS value
    FROM (${whoIs(workspace, named)}) WHERE ${among(page)} GROUP BY person, key ORDER BY person, key`;
}

/** The ids of users whose own events are gone, or never named them: hash, user_id. */
export function linkedSql({ workspace }: Question<PeopleQuery>, page: Hashes): Sql {
  return sql`SELECT DISTINCT toString(user) AS hash, user_id FROM (${linkedUsers(workspace)}) WHERE ${among(page, sql`user`)}`;
}

function among(page: Hashes, column = sql`person`): Sql {
  return sql`${column} IN (SELECT arrayJoin(arrayMap(hash -> toUInt64(hash), ${bind('Array(String)', page)})))`;
}
