/** The height of a row and the size of its text, in pixels. */
export interface RowSize {
  row: number;
  font: number;
}

const LEAST = 26;
const MOST = 56;

/** Rows that fill the panel as far as they stay legible and do not become bulky: a wall is read from afar. */
export function rowSize(height: number, rows: number): RowSize {
  const row = Math.round(Math.min(MOST, Math.max(LEAST, height / Math.max(1, rows))));
  return { row, font: Math.round(Math.min(20, Math.max(12, row * 0.36))) };
}
