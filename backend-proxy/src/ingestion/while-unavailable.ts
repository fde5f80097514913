import { setTimeout as sleep } from 'node:timers/promises';
import { isUnavailable } from '../store/engine-problem';

export interface Patience {
  /** How long an engine that does not answer is waited for. */
  patienceMs: number;
  /** Called each time it did not answer. */
  onWaiting?(error: unknown): void;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1000;

/** Tries until the engine answers, since it may just be starting again. Other errors are thrown at once, this one after a while. */
export async function whileUnavailable<T>(action: () => Promise<T>, { patienceMs, onWaiting }: Patience): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await action();
    } catch (error) {
      if (!isUnavailable(error) || Date.now() + pause > deadline) {
        throw error;
      }
      onWaiting?.(error);
      await sleep(pause);
    }
  }
}
