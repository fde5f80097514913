import type { EventsQuery } from '@fawkes/contract';
import { sql } from '../../store/sql';
import type { Computed, Question } from '../question';
import { readCursor, writeCursor } from './cursor';
import { type EventRow, eventsFrame, pageSql, selectedSql } from './page';

/**
 * One page of the log: a frame `events`, a row an event. `next` in the frame's meta asks for the page after it, null on the
 * last one. Events that arrive meanwhile neither move nor double what was shown; those that are older are on later pages.
 */
export async function events(q: Question<EventsQuery>): Promise<Computed> {
  const { limit, cursor } = q.query;
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const [rows, [counted]] = await Promise.all([
    q.run<EventRow>(pageSql(q, q.range, limit + 1, after)),
    q.run<{ total: number }>(sql`SELECT count() AS total FROM (${selectedSql(q)})`),
  ]);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? writeCursor(last) : null;
  const total = counted?.total ?? 0;
  return {
    frames: [eventsFrame(shown, { next })],
    notices: [],
    cut: total > shown.length ? { what: 'events', shown: shown.length, total } : null,
  };
}
