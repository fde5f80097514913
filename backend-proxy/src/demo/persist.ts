import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

export interface Persistence {
  firstPauseMs: number;
  longestPauseMs: number;
  signal: AbortSignal;
  log: Logger;
}

/** Tries until it succeeds, each time after a longer pause. Rejects only when it is told to stop. */
export async function persist<T>(
  action: () => Promise<T>,
  { firstPauseMs, longestPauseMs, signal, log }: Persistence
): Promise<T> {
  for (let pause = firstPauseMs; ; pause = Math.min(2 * pause, longestPauseMs)) {
    signal.throwIfAborted();
    try {
      return await action();
    } catch (error) {
      log.warn({ err: error, pauseMs: pause }, 'the demo waits, and tries again');
      await sleep(pause, undefined, { signal });
    }
  }
}
