/** The height of a row and the size of its text, in pixels. */
export interface RowSize {
  row: number;
  font: number;
}

const LEAST = 26;
const MOST = 48;

/** Rows that fill the panel as far as they stay legible and do not become bulky: a wall is read from afar. */
export function rowSize(width: number, height: number, rows: number): RowSize {
  const row = Math.floor(Math.min(MOST, Math.max(LEAST, height / Math.max(1, rows) - 1)));
  return { row, font: Math.round(Math.min(22, Math.max(12, Math.min(row * 0.4, width / 70)))) };
}
