import type { FrameValue } from '@fawkes/contract';
import { namesApart, type Row, type Table, type TableColumn } from './table';

/**
 * Several tables as one, for formats that hold a single one: the first column, `table`, says which table a row is of, then come
 * the columns of all of them, empty where a table has none of that name. A column that two tables type differently is text.
 */
export function stacked(tables: readonly Table[]): Table {
  const [first] = tables;
  return tables.length === 1 && first ? first : together('tables', { key: 'table', title: 'Table' }, tables);
}

/** Tables as one under a column that says which of them a row is of, whatever they are called: also where it is but one. */
export function together(name: string, by: Pick<TableColumn, 'key' | 'title'>, tables: readonly Table[]): Table {
  const columns = new Map<string, TableColumn>();
  for (const column of tables.flatMap((table) => table.columns)) {
    const known = columns.get(column.key);
    columns.set(column.key, known && known.type !== column.type ? { ...known, type: 'string' } : (known ?? column));
  }
  const all = [...columns.values()];
  const key = namesApart(all.map((column) => column.key))(by.key);
  return {
    name,
    columns: [{ ...by, key, type: 'string' }, ...all],
    blocks: () => rowsOfAll(tables, all),
  };
}

async function* rowsOfAll(tables: readonly Table[], all: readonly TableColumn[]): AsyncGenerator<Row[]> {
  for (const table of tables) {
    const places = all.map(({ key, type }) => {
      const at = table.columns.findIndex((column) => column.key === key);
      return { at, toText: type === 'string' && table.columns[at]?.type !== 'string' };
    });
    for await (const rows of table.blocks()) {
      yield rows.map((row) => [
        table.name,
        ...places.map(({ at, toText }) => (toText ? asText(row[at]) : (row[at] ?? null))),
      ]);
    }
  }
}

function asText(value: FrameValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
