import type { SegmentAsked } from '@fawkes/contract';
import { bind, join, type Sql, sql } from '../../store/sql';
import type { Question } from '../question';

/** Whose events, and of which sites. */
export interface Scope {
  workspace: string;
  site?: string | string[];
  /** Only of the people whom this SQL gives in its one column, `person`. */
  among?: Sql;
}

/** Whose people are meant, and up to when (ms since 1970) what is known of them counts. */
export interface PeopleScope {
  workspace: string;
  until: number;
  /** Days are counted back to the same time of this zone's clock. */
  timezone: string;
  /** The sites on which they were first and last seen; all without it. */
  site?: string | string[];
  /** SQL of one column, `person`: who is in a segment by then. */
  members(segment: SegmentAsked): Sql;
}

/** The parts of a question that say whose events it is about. */
export type Scoped = Pick<
  Question<{ site?: string | string[] | undefined; segment?: SegmentAsked | undefined }>,
  'query' | 'workspace' | 'timezone' | 'members' | 'peopleAt'
>;

/** Whose events a question is about, with people as they were at `end`, where what is read ends, or when the question says. */
export function scopeOf(q: Scoped, end: number): Scope & PeopleScope {
  const { site, segment } = q.query;
  const until = q.peopleAt ?? end;
  return {
    workspace: q.workspace,
    until,
    timezone: q.timezone,
    members: (asked) => q.members(asked, until),
    ...(site === undefined ? {} : { site }),
    ...(segment === undefined ? {} : { among: q.members(segment, until) }),
  };
}

/** The time of an event in milliseconds since 1970. */
export const TIME_MS = sql`toUnixTimestamp64Milli(time)`;

/** The tenant, the sites, [from, to) and the segment: the WHERE of every question over events, by the columns of the sorting key. */
export function eventScope(scope: Scope, from: number, to: number): Sql {
  return sql`${siteScope(scope)} AND ${timeScope(from, to)} AND ${amongSql(scope)}`;
}

/** Whether a `person` is in the segment asked about. */
export function amongSql({ among }: Scope): Sql {
  return among ? sql`person IN (${among})` : sql`true`;
}

/** The tenant and the sites asked about. */
export function siteScope(scope: Pick<Scope, 'workspace' | 'site'>): Sql {
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
  // The sorting key holds the day, not the time: the hint lets the engine skip whole days, and is asked of no event.
  return sql`time >= ${start} AND time < ${end}
    AND indexHint(toDate(time) >= toDate(${start}) AND toDate(time) <= toDate(${end}))`;
}
