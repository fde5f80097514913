import { setTimeout as sleep } from 'node:timers/promises';

export interface Repeating {
  /** Resolves when what is under way has ended, and nothing more is begun. */
  stop(): Promise<void>;
}

/**
 * Does something now and again, never twice at once. Pauses vary by a tenth, so that proxies which were started together do not
 * work together; they are at least `rest` times as long as the work, so that it never takes the machine. Work that fails ends it.
 */
export function repeat(everyMs: number, work: () => Promise<void>, { rest = 20 } = {}): Repeating {
  const stopping = new AbortController();
  const { signal } = stopping;
  const ended = (async () => {
    await pause(Math.min(1000, everyMs / 10) * Math.random());
    while (!signal.aborted) {
      const begun = performance.now();
      await work();
      await pause(Math.max(everyMs * (0.9 + 0.2 * Math.random()), rest * (performance.now() - begun)));
    }
  })();

  async function pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
  }

  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
