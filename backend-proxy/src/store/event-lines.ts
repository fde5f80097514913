import { STORED_COLUMNS, type StoredEvent } from './stored-event';

type Column = Exclude<(typeof STORED_COLUMNS)[number], 'received'>;
type LineEvent = Omit<StoredEvent, 'received'>;

/** Events that were put into the engine's words one by one: many of them take far less memory than as objects. */
export interface LinesBlock {
  /** A block sent again under the same token is stored once. */
  token: string;
  /** When the block was made; no other block has it. */
  received: number;
  /** What a line has; other columns are empty. */
  columns: readonly Column[];
  lines: readonly string[];
}

/** Writes an event's columns as a part of a JSON array. */
export function lineEncoder(columns: readonly Column[]): (event: LineEvent) => string {
  return (event) => {
    let line = '';
    for (const column of columns) {
      line += line === '' ? encode(column, event) : `,${encode(column, event)}`;
    }
    return line;
  };
}

/** The block as JSONCompactEachRow, with `received` as its first column. */
export function textOfLines({ received, lines }: LinesBlock): string {
  const start = `["${decimalSeconds(received)}",`;
  return lines.length === 0 ? '' : `${start}${lines.join(`]\n${start}`)}]\n`;
}

function encode(column: Column, event: LineEvent): string {
  return column === 'time' ? `"${decimalSeconds(event.time)}"` : JSON.stringify(event[column]);
}

/** Seconds since 1970 with milliseconds, which the engine reads without looking for a calendar; fewer digits mean something else. */
function decimalSeconds(ms: number): string {
  return `${String(Math.floor(ms / 1000)).padStart(10, '0')}.${String(ms % 1000).padStart(3, '0')}`;
}
