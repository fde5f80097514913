import { ClickHouseError } from '@clickhouse/client';
import { Problem } from '../problem';

const TOO_LARGE = 'The answer would be too large: ask for a shorter range, a coarser interval or a lower limit.';

/** Engine error codes that a caller can do something about. */
const KNOWN: Record<string, () => Problem> = {
  '158': () => new Problem(422, 'too_many_rows', TOO_LARGE),
  '396': () => new Problem(422, 'too_many_rows', TOO_LARGE),
  '307': () => new Problem(422, 'too_many_bytes', TOO_LARGE),
  '159': tookTooLong,
  '160': tookTooLong,
  '202': () => new Problem(503, 'engine_busy', 'Too many questions at once: try again in a moment.'),
  '241': () =>
    new Problem(503, 'out_of_memory', 'The question needs more memory than allowed: ask for a shorter range.'),
  '394': () => cancelled(),
  '427': () =>
    new Problem(400, 'bad_regex', 'A regular expression cannot be read, or is too large: use the syntax of RE2.'),
};

/** Said under several codes, by the engine and by the system below it. */
const NO_SPACE = /not enough space|no space left on device|none of the disks .* free space/i;

/** The Problem that a caller may see for an error of the engine or of the way to it: no SQL, no data of others. */
export function engineProblem(error: unknown, signal?: AbortSignal): Problem {
  if (error instanceof Problem) {
    return error;
  }
  if (signal?.aborted) {
    return cancelled();
  }
  if (error instanceof ClickHouseError) {
    if (NO_SPACE.test(error.message)) {
      return new Problem(
        503,
        'disk_full',
        'The disk of the event store is full: free space there, then send it again.'
      );
    }
    return (
      KNOWN[error.code]?.() ?? new Problem(500, 'engine_error', 'The event store could not run this; see the log.')
    );
  }
  // A mistake of our own does not pass with time, so it must not be tried again.
  if (error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError) {
    return new Problem(500, 'engine_error', 'The event store could not run this; see the log.');
  }
  return new Problem(503, UNAVAILABLE, 'The event store does not answer at the moment: try again in a moment.');
}

const UNAVAILABLE = 'engine_unavailable';

/** The engine could not be reached, or went away: whether it did what it was asked is unknown. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof Problem && error.code === UNAVAILABLE;
}

/** A question was ended since its time was over. */
export function tookTooLong(): Problem {
  return new Problem(504, 'timeout', 'The question took too long: ask for a shorter range or a filter.');
}

function cancelled(): Problem {
  return new Problem(499, 'cancelled', 'The question was cancelled.');
}
