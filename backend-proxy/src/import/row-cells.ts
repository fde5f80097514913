import type { ImportColumn } from '@fawkes/contract';
import { textBag } from '../ingestion/text-bag';
import type { Column } from './columns';

/** A row as it came: its number in the file, then a value for each column. */
export type Row = readonly unknown[];

/** Where a row has what; the places are looked up once, not for each row. */
interface Cells {
  has(column: ImportColumn): boolean;
  /** Reads a checked text; '' where the row or the file has none. */
  text(column: ImportColumn): (row: Row) => string;
  /** Reads any checked value; undefined where the row or the file has none. */
  value(column: ImportColumn): (row: Row) => unknown;
}

export function cellsOf(columns: readonly Column[]): Cells {
  const places = new Map(columns.map(({ name }, i) => [name, i + 1]));
  return {
    has: (column) => places.has(column),
    text(column) {
      const place = places.get(column);
      return place === undefined ? () => '' : (row) => (row[place] ?? '') as string;
    },
    value(column) {
      const place = places.get(column);
      return place === undefined ? () => undefined : (row) => row[place] ?? undefined;
    },
  };
}

type Bag = Parameters<typeof textBag>[0];

/** Reads a row's properties: the ones of a column with many, and one of each column of its own. */
export function bagReader(columns: readonly Column[], name: 'props' | 'traits'): (row: Row) => Record<string, string> {
  const many = cellsOf(columns).value(name);
  const single = columns.flatMap((column, i) =>
    column.name.startsWith(`${name}.`) ? [[column.name.slice(name.length + 1), i + 1] as const] : []
  );
  return (row) => {
    const bag = textBag(many(row) as Bag);
    for (const [key, place] of single) {
      const value = row[place];
      if (value !== '' && value !== null && value !== undefined) {
        bag[key] = String(value);
      }
    }
    return bag;
  };
}
