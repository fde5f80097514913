export type { IncomingEvent } from './incoming-event';
export { createIngestion, type Ingestion, type IngestionOptions, type IngestionState } from './ingestion';
export { parseEvents, type EventsContext, type ParsedEvents } from './parse-events';
export { parsePlausible, PlausibleMemory, type PlausibleContext, type PlausibleEvents } from './parse-plausible';
export type { Receipt } from './queue';
export { BlockClock } from './split-blocks';
