import type { EventsQuery } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { linkedUsers } from '../../store/who-is';
import { frame, numberColumn, textColumn } from '../frame';
import type { Question } from '../question';
import { eventFilterSql } from '../sql/filter';
import { eventScope, scopeOf, TIME_MS } from '../sql/scope';
import type { Place } from './cursor';

/** Milliseconds since 1970, [from, to). */
export interface Span {
  from: number;
  to: number;
}

export interface EventRow extends Place {
  name: string;
  person: string;
  site: string;
  path: string;
  source: string;
  country: string;
  browser: string;
  value: number | null;
  props: Record<string, string>;
}

const NEWEST_FIRST = sql`ORDER BY t DESC, block DESC, row DESC`;

/** The events asked for, with their places. */
export function selectedSql(q: Question<EventsQuery>, { from, to }: Span = q.range): Sql {
  const { filter } = q.query;
  const people = scopeOf(q, q.range.to);
  return sql`SELECT *, ${TIME_MS} AS t, _block_number AS block, _block_offset AS row FROM events
    WHERE ${eventScope(people, from, to)}
      AND ${filter ? eventFilterSql(filter, people) : sql`true`}`;
}

/** The newest events of a span that are older than `after`, then who they belong to: the names of users are looked up for them alone. */
export function pageSql(q: Question<EventsQuery>, span: Span, limit: number, after: Place | undefined): Sql {
  const page = sql`SELECT * FROM (${selectedSql(q, span)}) WHERE ${after ? olderThan(after) : sql`true`}
    ${NEWEST_FIRST} LIMIT ${bind('UInt32', limit)}`;
  return sql`SELECT t, block, row, name, multiIf(page.user_id != '', page.user_id, users.user_id != '', users.user_id, visitor_id) AS person,
      toString(site) AS site, path, toString(source) AS source, toString(country) AS country, toString(browser) AS browser,
      value, props
    FROM (${page}) AS page LEFT JOIN (${linkedUsers(q.workspace)}) AS users ON page.visitor = users.visitor ${NEWEST_FIRST}`;
}

/** A block is numbered within its month, so months are told apart by the time. */
function olderThan({ t, block, row }: Place): Sql {
  return sql`(t, block, row) < (${bind('Int64', t)}, ${bind('UInt64', block)}, ${bind('UInt64', row)})`;
}

export function eventsFrame(rows: EventRow[], custom: { next?: string | null } = {}) {
  const text = (name: string, title: string, of: (row: EventRow) => string) =>
    textColumn(name, rows.map(of), { displayName: title });
  const columns = [
    { name: 'time', type: 'time' as const, values: rows.map(({ t }) => t) },
    text('event', 'Event', ({ name }) => name),
    text('person', 'Person', ({ person }) => person),
    text('site', 'Site', ({ site }) => site),
    text('page', 'Page', ({ path }) => path),
    text('source', 'Source', ({ source }) => source),
    text('country', 'Country', ({ country }) => country),
    text('browser', 'Browser', ({ browser }) => browser),
    numberColumn(
      'value',
      rows.map(({ value }) => value),
      { displayName: 'Value' }
    ),
    text('props', 'Properties', ({ props }) => JSON.stringify(props)),
  ];
  return frame('events', columns, custom);
}
