import type { Query, Range } from '@fawkes/contract';
import { canonical } from '../answer/cache/canonical';
import { parseQuery } from '../answer/parse';
import { Problem } from '../problem';

const MINUTE_MS = 60_000;

/** A question whose range ends now, whenever it is asked. */
export interface LiveQuestion {
  /** The same for all who watch the same, whenever they began to. */
  key: string;
  at(now: number): Query;
}

/**
 * Reads an untrusted query that says `live`. Its range goes along with the clock: one of whole minutes keeps its length, as in `now-1h`
 * to `now`, another its start, as in `now/d` to `now`.
 * @throws Problem 400 that says what is wrong with it.
 */
export function liveQuestion(input: unknown): LiveQuestion {
  const query = parseQuery(input);
  if (!('live' in query && query.live === true)) {
    throw new Problem(
      400,
      'not_live',
      'Only a query with "live": true is watched; kinds that have it are trends and events.'
    );
  }
  if (query.asOf !== undefined || ('cursor' in query && query.cursor !== undefined)) {
    throw new Problem(400, 'not_live', 'What is watched goes along with the clock: leave out asOf and cursor.');
  }
  const { refId: _, range, ...question } = query;
  const kept = keptOf(range);
  return {
    key: canonical({ question, kept }),
    at: (now) => ({ ...query, range: moved(kept, now) }),
  };
}

type Kept = { last: string } | { lengthMs: number } | { from: number };

function keptOf(range: Range): Kept {
  if ('last' in range) {
    return range;
  }
  const [from, to] = [new Date(range.from).getTime(), new Date(range.to).getTime()];
  const lengthMs = to - from;
  return lengthMs > 0 && lengthMs % MINUTE_MS === 0 ? { lengthMs } : { from };
}

function moved(kept: Kept, now: number): Range {
  if ('last' in kept) {
    return kept;
  }
  // A range that was read from the clock is told by its milliseconds from one that a person typed (analytics/time/range.ts).
  const to = now % 1000 === 0 ? now + 1 : now;
  return { from: 'from' in kept ? kept.from : to - kept.lengthMs, to };
}
