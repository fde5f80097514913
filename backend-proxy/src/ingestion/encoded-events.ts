import { LINE_COLUMNS, lineEncoder } from '../store/event-lines';
import type { IncomingEvent } from './incoming-event';

/** What is still asked of an event that waits as a line. */
export interface EventKey {
  workspace: string;
  site: string;
  event_id: string;
  /** When it happened, in milliseconds since 1970. */
  time: number;
  /** Of its time, in UTC: YYYYMM. */
  month: number;
}

/** Lines that follow each other, of events of one month. */
export interface Run {
  month: number;
  keys: readonly EventKey[];
  lines: Buffer;
}

const encode = lineEncoder(LINE_COLUMNS);

/**
 * The events of a request while they wait to be stored: as bytes. As objects they would live just long enough for the garbage
 * collector to copy all of them twice, which took as much time as everything else.
 */
export class EncodedEvents {
  readonly keys: readonly EventKey[];
  private readonly lines: Buffer;

  constructor(events: readonly IncomingEvent[]) {
    this.keys = events.map(keyOf);
    this.lines = Buffer.from(events.map(encode).join(''));
  }

  /** What the lines take. */
  get bytes(): number {
    return this.lines.length;
  }

  /** The lines of the events that are among `wanted`. */
  *runsOf(wanted: ReadonlySet<EventKey>): Iterable<Run> {
    const { keys, lines } = this;
    const monthAt = (i: number) => (wanted.has(keys[i]!) ? keys[i]!.month : undefined);
    let start = 0;
    for (let first = 0; first < keys.length;) {
      const month = monthAt(first);
      let next = first;
      let end = start;
      for (; next < keys.length && monthAt(next) === month; next++) {
        end = lines.indexOf('\n', end) + 1;
      }
      if (month !== undefined) {
        yield { month, keys: keys.slice(first, next), lines: lines.subarray(start, end) };
      }
      first = next;
      start = end;
    }
  }
}

function keyOf({ workspace, site, event_id, time }: IncomingEvent): EventKey {
  const date = new Date(time);
  return { workspace, site, event_id, time, month: date.getUTCFullYear() * 100 + date.getUTCMonth() + 1 };
}
