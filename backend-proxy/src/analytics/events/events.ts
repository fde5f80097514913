import type { EventsQuery } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { linkedUsers } from '../../store/who-is';
import { frame, numberColumn, textColumn } from '../frame';
import type { Computed, Question } from '../question';
import { eventFilterSql } from '../sql/filter';
import { eventScope, TIME_MS } from '../sql/scope';
import { readCursor, writeCursor, type Place } from './cursor';

interface Row extends Place {
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

/**
 * One page of the log: a frame `events`, a row an event. `next` in the frame's meta asks for the page after it, null on the
 * last one. Events that arrive meanwhile neither move nor double what was shown; those that are older are on later pages.
 */
export async function events(q: Question<EventsQuery>): Promise<Computed> {
  const { limit, cursor } = q.query;
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const [rows, [counted]] = await Promise.all([
    q.run<Row>(pageSql(q, limit + 1, after)),
    q.run<{ total: number }>(sql`SELECT count() AS total FROM (${selectedSql(q)})`),
  ]);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? writeCursor(last) : null;
  const total = counted?.total ?? 0;
  return {
    frames: [frame('events', columnsOf(shown), { next })],
    notices: [],
    cut: total > shown.length ? { what: 'events', shown: shown.length, total } : null,
  };
}

function selectedSql(q: Question<EventsQuery>): Sql {
  const { workspace, query, range } = q;
  const people = { workspace, until: range.to };
  return sql`SELECT *, ${TIME_MS} AS t, _block_number AS block, _block_offset AS row FROM events
    WHERE ${eventScope({ workspace, site: query.site }, range.from, range.to)}
      AND ${query.filter ? eventFilterSql(query.filter, people) : sql`true`}`;
}

/** The page's events, then who they belong to: the names of users are looked up for them alone. */
function pageSql(q: Question<EventsQuery>, limit: number, after: Place | undefined): Sql {
  const page = sql`SELECT * FROM (${selectedSql(q)}) WHERE ${after ? olderThan(after) : sql`true`}
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

function columnsOf(rows: Row[]) {
  const text = (name: string, title: string, of: (row: Row) => string) =>
    textColumn(name, rows.map(of), { displayName: title });
  return [
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
}
