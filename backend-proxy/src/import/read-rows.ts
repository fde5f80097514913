import type { ImportReceipt, ImportRows } from '@fawkes/contract';
import type { IncomingEvent } from '../ingestion/incoming-event';
import { Problem } from '../problem';
import { readColumns, type Column } from './columns';
import { eventMaker, type ImportedInto } from './imported-event';

type Rejection = ImportReceipt['rejected'][number];

export interface ReadRows {
  /** By the numbers of their rows, which rise. */
  events: Map<number, IncomingEvent>;
  rejected: Rejection[];
}

/** Makes events of a request's rows. A bad row costs itself alone; a request that is none is thrown as a Problem. */
export function readRows({ columns: names, rows }: ImportRows, into: ImportedInto): ReadRows {
  const columns = readColumns(names);
  const toEvent = eventMaker(columns, into);
  const read: ReadRows = { events: new Map(), rejected: [] };
  let last = 0;
  for (const row of rows) {
    const number = numberOf(row, columns, last);
    last = number;
    try {
      checkValues(row, columns);
      read.events.set(number, toEvent(number, row));
    } catch (error) {
      if (!(error instanceof Problem)) {
        throw error;
      }
      read.rejected.push({ row: number, code: error.code, message: error.detail });
    }
  }
  return read;
}

function numberOf(row: readonly unknown[], columns: readonly Column[], last: number): number {
  const [number] = row;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number <= last) {
    throw new Problem(400, 'invalid_rows', 'rows: each begins with its number in the file, and they rise from 1.');
  }
  if (row.length !== columns.length + 1) {
    throw new Problem(
      400,
      'invalid_rows',
      `rows: row ${number} has ${row.length - 1} values for ${columns.length} columns.`
    );
  }
  return number;
}

function checkValues(row: readonly unknown[], columns: readonly Column[]): void {
  for (let i = 0; i < columns.length; i++) {
    const value = row[i + 1];
    if (value === '' || value === null || value === undefined) {
      continue;
    }
    const { name, problem } = columns[i]!;
    const wrong = problem(value);
    if (wrong !== undefined) {
      throw new Problem(422, 'invalid_event', `${name}: ${wrong}`);
    }
  }
}
