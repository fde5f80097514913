import papaparse from 'papaparse';
import type { Exported } from './exported';
import { stacked } from './stacked';
import type { Row, TableColumn } from './table';

/**
 * Text that a spreadsheet would take for a formula: it gets a ' before it. What is but a number stays one, such as -12.5: no
 * formula can be made of it.
 */
const FORMULA = /^(?![+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$)[=+\-@\t\r\n＝＋－＠]/;

/** RFC 4180 with a header line, in UTF-8. Times are ISO 8601 in UTC; what is not known is empty. */
export async function* csv({ tables }: Exported): AsyncGenerator<string> {
  const { columns, blocks } = stacked(tables);
  yield line([columns.map(({ key }) => key)]);
  for await (const rows of blocks()) {
    yield line(rows.map((row) => columns.map((column, i) => cell(column, row[i]))));
  }
}

/** A value as CSV and JSON have it. */
export function cell({ type }: TableColumn, value: Row[number] | undefined): Row[number] {
  return type === 'time' && typeof value === 'number' ? new Date(value).toISOString() : (value ?? null);
}

function line(rows: Row[]): string {
  return `${papaparse.unparse(rows as unknown[][], { newline: '\r\n', escapeFormulae: FORMULA })}\r\n`;
}
