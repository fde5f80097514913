import type { EventStore } from '../store/event-store';
import { bind, type Sql, sql } from '../store/sql';
import { linkedUsers } from '../store/who-is';

/** A visitor of a workspace and the user that they became. The hashes are text: they are too long for a number. */
export interface Link {
  workspace: string;
  visitor: string;
  user: string;
}

/** The links of the visitors who sent something that arrived since then (ms). */
export async function linksOfRecent(store: EventStore, since: number): Promise<Link[]> {
  const { rows } = await store.query<Link>(sql`
    SELECT workspace, toString(visitor) AS visitor, toString(min(first).user) AS user FROM links
    WHERE (workspace, visitor) IN (SELECT workspace, visitor FROM events WHERE visitor != 0 AND ${arrived(since)})
    GROUP BY workspace, visitor`);
  return rows;
}

/** The workspaces in which any visitor became a user. */
export async function workspacesWithLinks(store: EventStore): Promise<string[]> {
  const { rows } = await store.query<{ workspace: string }>(sql`SELECT DISTINCT workspace FROM links`);
  return rows.map(({ workspace }) => workspace);
}

export interface Rewriting {
  /** Only visitors who sent something that arrived since then (ms); without it all. */
  visitorsSince?: number;
  /** Only events that arrived since then (ms); without it also the earlier ones. */
  eventsSince?: number;
}

/** Gives the events of linked visitors to their users, as if the link had been known from the start. What is right already stays. */
export async function rewritePersons(
  store: EventStore,
  workspace: string,
  { visitorsSince, eventsSince }: Rewriting = {}
): Promise<void> {
  const inWorkspace = sql`workspace = ${bind('String', workspace)}`;
  const among =
    visitorsSince === undefined
      ? undefined
      : sql`SELECT visitor FROM events WHERE ${inWorkspace} AND visitor != 0 AND ${arrived(visitorsSince)}`;
  const linked = linkedUsers(workspace, among);
  const list = (column: Sql) => sql`(SELECT groupArray(${column}) FROM (${linked}))`;
  const user = sql`transform(visitor, ${list(sql`visitor`)}, ${list(sql`user`)}, person)`;
  await store.command(
    sql`
    UPDATE events SET person = ${user}
    WHERE ${inWorkspace} AND user = 0 AND visitor IN (SELECT visitor FROM (${linked})) AND person != ${user}
      AND ${eventsSince === undefined ? sql`true` : arrived(eventsSince)}`,
    { workspace }
  );
}

function arrived(since: number): Sql {
  return sql`received >= fromUnixTimestamp64Milli(${bind('Int64', since)}, 'UTC')`;
}
