import type { STORED_COLUMNS, StoredEvent } from './stored-event';

export type LineColumn = Exclude<(typeof STORED_COLUMNS)[number], 'received'>;

/** Many events in the engine's words, which take far less memory than as objects. */
export interface LinesBlock {
  /** A block sent again under the same token is stored once. */
  token: string;
  /** What a line has behind `received`; other columns are empty. */
  columns: readonly LineColumn[];
  /** Lines of JSONCompactEachRow, made by `lineEncoder` and stamped by `stampLine`. */
  lines: Buffer;
}

/** Where the time stands that a line was received. */
const STAMP_AT = '["'.length;

/** Writes an event as a line of JSON, with the time it was received; `stampLine` may write another one there. */
export function lineEncoder(
  columns: readonly LineColumn[],
  received = 0
): (event: Omit<StoredEvent, 'received'>) => string {
  const start = `["${decimalSeconds(received)}"`;
  return (event) => {
    let line = start;
    for (const column of columns) {
      line += column === 'time' ? `,"${decimalSeconds(event.time)}"` : `,${jsonOf(event[column])}`;
    }
    return `${line}]\n`;
  };
}

/** Most texts need no more than quotes around them, and a look is faster than the general way. */
const PLAIN = /^[ !#-[\]-~]*$/;

function jsonOf(value: unknown): string {
  return typeof value === 'string' && PLAIN.test(value) ? `"${value}"` : JSON.stringify(value);
}

/** Writes into the line that begins at `start` when it was received. */
export function stampLine(lines: Buffer, start: number, received: number): void {
  lines.write(decimalSeconds(received), start + STAMP_AT, 'latin1');
}

/** Seconds since 1970 with milliseconds, of one length until 2286: the engine reads them without a calendar. */
function decimalSeconds(ms: number): string {
  return `${String(Math.floor(ms / 1000)).padStart(10, '0')}.${String(ms % 1000).padStart(3, '0')}`;
}
