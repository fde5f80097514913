export { Arrivals, type ArrivalCounts } from './arrivals';
export { NO_PLACE, openGeography, type Geography, type Place } from './geography';
export type { IncomingEvent } from './incoming-event';
export { createIngestion, type Ingestion, type IngestionOptions, type IngestionState } from './ingestion';
export { parseEvents, parseLines, type EventsContext, type ParsedEvents } from './parse-events';
export {
  parsePlausible,
  PlausibleMemory,
  type LeftOut,
  type PlausibleContext,
  type PlausibleEvents,
} from './parse-plausible';
export type { Receipt } from './queue';
export { withoutWww } from './referrer';
export { BlockClock } from './split-blocks';
