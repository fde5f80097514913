export type { Asked, Exported } from './exported';
export { fileNameOf, FORMATS } from './formats';
export { together } from './stacked';
export { growingTable, tablesOf, type Table } from './table';
