export { createLive, type Live, type Watching } from './live';
export type { State } from './watch';
