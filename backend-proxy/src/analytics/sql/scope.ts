import { bind, join, type Sql, sql } from '../../store/sql';

export interface Scope {
  workspace: string;
  site?: string | string[];
}

/** The time of an event in milliseconds since 1970. */
export const TIME_MS = sql`toUnixTimestamp64Milli(time)`;

/** The tenant, the sites and [from, to): the WHERE of every question over events, by the columns of the sorting key. */
export function eventScope(scope: Scope, from: number, to: number): Sql {
  return sql`${siteScope(scope)} AND ${timeScope(from, to)}`;
}

/** The tenant and the sites asked about. */
export function siteScope(scope: Scope): Sql {
  const parts = [sql`workspace = ${bind('String', scope.workspace)}`];
  if (scope.site !== undefined) {
    parts.push(
      sql`has(${bind(
        'Array(String)',
        [scope.site].flat().map((site) => site.toLowerCase())
      )}, site)`
    );
  }
  return join(parts, ' AND ');
}

function timeScope(from: number, to: number): Sql {
  const start = sql`fromUnixTimestamp64Milli(${bind('Int64', from)}, 'UTC')`;
  const end = sql`fromUnixTimestamp64Milli(${bind('Int64', to)}, 'UTC')`;
  // The sorting key holds the day, not the time: saying it too lets the engine skip whole days.
  return sql`time >= ${start} AND time < ${end} AND toDate(time) >= toDate(${start}) AND toDate(time) <= toDate(${end})`;
}
