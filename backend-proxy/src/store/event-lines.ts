import { STORED_COLUMNS, type StoredEvent } from './stored-event';

/** A column that each line has a value of its own for. */
export type LineColumn = Exclude<(typeof STORED_COLUMNS)[number], 'received'>;

/** All of them; what is empty costs the engine next to nothing. */
export const LINE_COLUMNS: readonly LineColumn[] = STORED_COLUMNS.filter((column) => column !== 'received');

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
const STAMP_AT = '['.length;
/** Times are milliseconds since 1970, which the engine takes as they are. Until 2286 there is room for them here. */
const UNSTAMPED = 1_000_000_000_000;
const STAMP_LENGTH = String(UNSTAMPED).length;

/** Writes an event as a line of JSON, for `stampLine` to write into when it was received. */
export function lineEncoder(columns: readonly LineColumn[]): (event: Omit<StoredEvent, 'received'>) => string {
  return (event) => {
    const values: unknown[] = [UNSTAMPED];
    for (const column of columns) {
      values.push(event[column]);
    }
    return `${JSON.stringify(values)}\n`;
  };
}

/** Writes into all lines when they were received. */
export function stampLines(lines: Buffer, received: number): void {
  for (let start = 0; start < lines.length; start = lines.indexOf('\n', start) + 1) {
    stampLine(lines, start, received);
  }
}

/** Writes into the line that begins at `start` when it was received, in milliseconds since 1970. */
export function stampLine(lines: Buffer, start: number, received: number): void {
  lines.write(String(received).padStart(STAMP_LENGTH), start + STAMP_AT, 'latin1');
}
