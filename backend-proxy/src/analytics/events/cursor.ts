import * as z from 'zod/mini';
import { Problem } from '../../problem';

/** An event's place in the log. Within a month (UTC) the engine numbers blocks, and the rows of each, for good. */
export interface Place {
  /** Milliseconds since 1970. */
  t: number;
  block: number;
  row: number;
}

const placeSchema = z.tuple([z.int(), z.int(), z.int()]);

/** A place as text that a caller hands back as it is. */
export function writeCursor({ t, block, row }: Place): string {
  return Buffer.from(JSON.stringify([t, block, row])).toString('base64url');
}

/** @throws Problem 400 for a text that `writeCursor` did not write. */
export function readCursor(cursor: string): Place {
  try {
    const [t, block, row] = placeSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { t, block, row };
  } catch {
    throw new Problem(400, 'bad_cursor', 'A cursor is the `next` of the page before: leave it out to begin anew.', [
      { path: 'cursor', message: 'is none that was given out here' },
    ]);
  }
}
