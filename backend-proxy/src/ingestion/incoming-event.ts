import type { StoredEvent } from '../store/stored-event';

/** An event on its way in: whole but for the time at which its block is made. */
export type IncomingEvent = Omit<StoredEvent, 'received'>;
