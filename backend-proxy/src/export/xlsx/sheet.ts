import type { Row, Table, TableColumn } from '../table';
import { spreadsheetClock } from './clock';
import { SHEET_END, SHEET_HEAD, STYLE } from './parts';
import { xmlText } from './text';

/** What a sheet holds at most; spreadsheets refuse a file with more. */
const MOST_ROWS = 1_048_576;
const MOST_CHARACTERS = 32_767;
const WIDTHS: Record<TableColumn['type'], number> = { time: 20, number: 14, string: 26, boolean: 9 };

/** What could not be written as it is. */
export interface Losses {
  cutTexts: number;
}

export interface Rows {
  columns: readonly TableColumn[];
  blocks: AsyncGenerator<readonly Row[], void>;
  /** Rows of the last block that found no more room. */
  rest: readonly Row[];
}

/** The rows of a table, to be written to one sheet after another. */
export function rowsOf({ columns, blocks }: Table): Rows {
  const source = blocks();
  const all = (async function* () {
    yield* source;
  })();
  return { columns, blocks: all, rest: [] };
}

/** A sheet as XML, with as many rows as go into it; what is left stays in `rows`. */
export async function* sheetXml(rows: Rows, timezone: string, losses: Losses): AsyncGenerator<string> {
  const { columns } = rows;
  const write = rowWriter(columns, timezone, losses);
  yield `${SHEET_HEAD}<cols>${columns.map(columnXml).join('')}</cols><sheetData>${headingXml(columns)}`;
  for (let number = 2; number <= MOST_ROWS;) {
    if (rows.rest.length === 0 && !(await readOn(rows))) {
      break;
    }
    const fitting = rows.rest.slice(0, MOST_ROWS - number + 1);
    const first = number;
    yield fitting.map((row, i) => write(row, first + i)).join('');
    rows.rest = rows.rest.slice(fitting.length);
    number += fitting.length;
  }
  yield SHEET_END;
}

/** Whether there are more rows, which then lie in `rest`. */
export async function readOn(rows: Rows): Promise<boolean> {
  while (rows.rest.length === 0) {
    const { done, value } = await rows.blocks.next();
    if (done) {
      return false;
    }
    rows.rest = value;
  }
  return true;
}

function columnXml({ type }: TableColumn, i: number): string {
  return `<col min="${i + 1}" max="${i + 1}" width="${WIDTHS[type]}" customWidth="1"/>`;
}

function headingXml(columns: readonly TableColumn[]): string {
  const cells = columns.map(({ key }, i) => textXml(`${letters(i)}1`, key, STYLE.heading));
  return `<row r="1">${cells.join('')}</row>`;
}

function rowWriter(columns: readonly TableColumn[], timezone: string, losses: Losses) {
  const clock = spreadsheetClock(timezone);
  const names = columns.map((_, i) => letters(i));
  const text = (at: string, value: string) => {
    losses.cutTexts += value.length > MOST_CHARACTERS ? 1 : 0;
    return textXml(at, value.slice(0, MOST_CHARACTERS), STYLE.none);
  };
  return (row: Row, number: number): string => {
    let cells = '';
    for (const [i, { type }] of columns.entries()) {
      const value = row[i];
      const at = `${names[i]}${number}`;
      if (typeof value === 'string') {
        cells += text(at, value);
      } else if (typeof value === 'boolean') {
        cells += `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
      } else if (typeof value === 'number') {
        cells +=
          type === 'time'
            ? `<c r="${at}" s="${STYLE.time}"><v>${clock(value)}</v></c>`
            : `<c r="${at}"><v>${value}</v></c>`;
      }
    }
    return `<row r="${number}">${cells}</row>`;
  };
}

function textXml(at: string, text: string, style: number): string {
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

/** A, B, … Z, AA, AB, … */
function letters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}
