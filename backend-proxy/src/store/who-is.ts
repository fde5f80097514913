import { bind, type Sql, sql } from './sql';

/**
 * The user that each linked visitor of a workspace became: visitor, user, user_id. Of several users the first wins, by the time of the
 * event. `among` (a SELECT of visitors) asks about those only.
 */
export function linkedUsers(workspace: string, among?: Sql): Sql {
  return sql`SELECT visitor, min(first).user AS user, min(first).user_id AS user_id FROM links
    WHERE workspace = ${bind('String', workspace)} AND ${among ? sql`visitor IN (${among})` : sql`true`}
    GROUP BY visitor ORDER BY visitor`;
}

/** The rows of `rows` with the linked user in the place of a `person` who is one of their visitors. */
export function whoIs(workspace: string, rows: Sql): Sql {
  return sql`SELECT if(linked.user != 0, linked.user, named.person) AS person, named.* EXCEPT (person)
    FROM (${rows}) AS named LEFT JOIN (
      SELECT visitor, min(first).user AS user FROM links WHERE workspace = ${bind('String', workspace)} GROUP BY visitor
    ) AS linked ON named.person = linked.visitor`;
}
