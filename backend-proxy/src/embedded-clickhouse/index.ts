export { DirectoryInUse } from './directory-in-use';
export { startEngine, type EmbeddedEngine, type EngineOptions } from './start-engine';
export type { EngineState } from './supervisor';
