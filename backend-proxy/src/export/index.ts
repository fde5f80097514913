export type { Asked, Exported } from './exported';
export { fileNameOf, FORMATS } from './formats';
export { growingTable, tablesOf, type Table } from './table';
