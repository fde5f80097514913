export { createExposition, type Exposition } from './exposition';
export type { Operations, OperationsState } from './operations';
