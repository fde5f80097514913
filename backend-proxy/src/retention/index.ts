import type { Logger } from 'pino';
import type { EventStore } from '../store/event-store';
import { dropExpired } from './expire';

const LOOK_EVERY_MS = 3_600_000;

export interface Retention {
  /** Resolves when nothing is dropped any more. */
  stop(): Promise<void>;
}

/** Drops what is older than so many days, now and every hour. */
export function startRetention(store: EventStore, days: number, log: Logger): Retention {
  const look = async () => {
    try {
      const months = await dropExpired(store, days, Date.now());
      if (months.length > 0) {
        log.info({ months }, `events older than ${days} days are dropped`);
      }
    } catch (error) {
      log.warn({ err: error }, 'old events are dropped at the next look');
    }
  };
  let last = look();
  const timer = setInterval(() => (last = last.then(look)), LOOK_EVERY_MS).unref();
  return {
    async stop() {
      clearInterval(timer);
      await last;
    },
  };
}
