import { isUtf8 } from 'node:buffer';
import { setImmediate } from 'node:timers/promises';
import { MAX_IMPORT_ROWS, type ImportReceipt } from '@fawkes/contract';
import { Problem } from '../problem';
import type { ByteText } from './byte-text';
import { readColumns, type Column } from './columns';
import { EncodedRows } from './encoded-rows';
import { eventMaker, type ImportedInto } from './imported-event';

type Rejection = ImportReceipt['rejected'][number];

export interface ReadRows {
  rows: EncodedRows;
  rejected: Rejection[];
}

/** Rows read in a few milliseconds. Then others have their turn: who asks a question, and the engine with the rows before. */
const ROWS_AT_A_TIME = 500;

/**
 * Makes events of a request's rows: lines of JSON, first the columns' names, then for each row its number and its values. A bad
 * row costs itself alone; a request that is none is thrown as a Problem. The events are written into `text`.
 */
export async function readRows(body: Buffer, into: ImportedInto, text: ByteText): Promise<ReadRows> {
  const lines = linesOf(body);
  const columns = readColumns(namesIn(lines.next().value));
  const toEvent = eventMaker(columns, into);
  const rows = EncodedRows.of(columns, text);
  const rejected: Rejection[] = [];
  let last = 0;
  for (const line of lines) {
    const row = rowIn(line, columns, last);
    const number = (last = row[0]);
    try {
      checkValues(row, columns);
      rows.add(number, toEvent(number, row));
    } catch (error) {
      if (!(error instanceof Problem)) {
        throw error;
      }
      rejected.push({ row: number, code: error.code, message: error.detail });
    }
    const read = rows.size + rejected.length;
    if (read > MAX_IMPORT_ROWS) {
      throw new Problem(413, 'too_many_rows', `A request takes at most ${MAX_IMPORT_ROWS} rows: send them in parts.`);
    }
    if (read % ROWS_AT_A_TIME === 0) {
      await setImmediate();
    }
  }
  return { rows, rejected };
}

const NEWLINE = 0x0a;

/** One at a time, so that the memory of each is free before the next. */
function* linesOf(body: Buffer): Generator<unknown, undefined> {
  if (!isUtf8(body)) {
    throw invalid('the body is not valid UTF-8');
  }
  for (let start = 0; start < body.length;) {
    const found = body.indexOf(NEWLINE, start);
    const end = found === -1 ? body.length : found;
    yield jsonOf(body.toString('utf8', start, end));
    start = end + 1;
  }
  return undefined;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw invalid('a line is not JSON');
  }
}

function namesIn(line: unknown): string[] {
  if (!Array.isArray(line) || !line.every((name) => typeof name === 'string')) {
    throw invalid('the first line is a list of the columns’ names');
  }
  return line;
}

function rowIn(line: unknown, columns: readonly Column[], last: number): [number, ...unknown[]] {
  const [number] = Array.isArray(line) ? (line as unknown[]) : [];
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number <= last) {
    throw invalid('each row is a list that begins with its number in the file, and they rise from 1');
  }
  const row = line as [number, ...unknown[]];
  if (row.length !== columns.length + 1) {
    throw invalid(`row ${number} has ${row.length - 1} values for ${columns.length} columns`);
  }
  return row;
}

function invalid(what: string): Problem {
  return new Problem(
    400,
    'invalid_rows',
    `The body must be lines of JSON, the columns' names and then the rows: ${what}.`
  );
}

function checkValues(row: readonly unknown[], columns: readonly Column[]): void {
  for (let i = 0; i < columns.length; i++) {
    const value = row[i + 1];
    if (value === '' || value === null) {
      continue;
    }
    const { name, problem } = columns[i]!;
    const wrong = problem(value);
    if (wrong !== undefined) {
      throw new Problem(422, 'invalid_event', `${name}: ${wrong}`);
    }
  }
}
