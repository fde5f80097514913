import type { EventsQuery, Frame } from '@fawkes/contract';
import { sql } from '../../store/sql';
import type { Question } from '../question';
import { ahead } from './ahead';
import type { Place } from './cursor';
import { type EventRow, eventsFrame, pageSql, selectedSql, type Span } from './page';

const PAGE = 5_000;
const HOUR_MS = 3_600_000;

/**
 * The whole log, newest first, however long: frames as `events` has them, of some thousand rows each, the first one also where
 * there are none. Hours are read one after another, so that the engine neither sorts nor holds more than a page.
 */
export async function* eventLog(q: Question<EventsQuery>): AsyncGenerator<Frame> {
  const spans = spansOf(q, await hours(q));
  const pages = ahead(pagesOf(q, spans));
  const { value: first = [] } = await pages.next();
  yield eventsFrame(first);
  for await (const rows of pages) {
    yield eventsFrame(rows);
  }
}

interface Hour {
  /** Hours since 1970. */
  hour: number;
  events: number;
}

function hours(q: Question<EventsQuery>): Promise<Hour[]> {
  return q.run<Hour>(sql`SELECT intDiv(t, 3600000) AS hour, count() AS events FROM (${selectedSql(q)})
    GROUP BY hour ORDER BY hour DESC`);
}

/** Hours put together to spans of about a page, the newest first. */
function spansOf({ range }: Question<EventsQuery>, counted: Hour[]): Span[] {
  const spans: Span[] = [];
  let held = Infinity;
  for (const { hour, events } of counted) {
    const from = Math.max(range.from, hour * HOUR_MS);
    const last = spans.at(-1);
    if (last && held + events <= PAGE) {
      last.from = from;
      held += events;
    } else {
      spans.push({ from, to: Math.min(range.to, (hour + 1) * HOUR_MS) });
      held = events;
    }
  }
  return spans;
}

async function* pagesOf(q: Question<EventsQuery>, spans: Span[]): AsyncGenerator<EventRow[]> {
  for (const span of spans) {
    // An hour may hold more than a page, and so may a millisecond.
    let after: Place | undefined;
    do {
      const rows: EventRow[] = await q.run<EventRow>(pageSql(q, span, PAGE, after));
      if (rows.length > 0) {
        yield rows;
      }
      after = rows.length === PAGE ? rows.at(-1) : undefined;
    } while (after);
  }
}
