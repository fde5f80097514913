import { STORED_COLUMNS, type StoredEvent } from './stored-event';

/** The block's time is the same for all, and goes beside them. */
type Column = Exclude<(typeof STORED_COLUMNS)[number], 'received'>;

const COLUMNS = STORED_COLUMNS.filter((column) => column !== 'received');

/** The columns that are not empty in all events; what is not sent is empty, and most events fill half of them. */
export function filledColumns(events: readonly StoredEvent[]): Column[] {
  const empty = new Set<Column>(COLUMNS);
  for (const event of events) {
    for (const column of empty) {
      if (!isEmpty(event[column])) {
        empty.delete(column);
      }
    }
  }
  return COLUMNS.filter((column) => !empty.has(column));
}

function isEmpty(value: StoredEvent[Column]): boolean {
  if (typeof value === 'object' && value !== null) {
    for (const _ in value) {
      return false;
    }
    return true;
  }
  return value === '' || value === null || value === false;
}
