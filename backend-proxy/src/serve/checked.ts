import { setTimeout as sleep } from 'node:timers/promises';
import type { PartHealth } from '../http/health';
import { Problem } from '../problem';

const KEEP_MS = 1000;
/** A busy engine answers late and is no broken one: what it said last holds until it answers or its check gives up. */
const PATIENCE_MS = 1000;

/** How a part is by a check of its own, which runs once at a time and at most each second, however many ask. */
export function checked(check: () => Promise<void>): () => Promise<PartHealth> {
  let last: PartHealth = { status: 'ready' };
  let until = 0;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    last = await check().then<PartHealth, PartHealth>(
      () => ({ status: 'ready' }),
      (error: unknown) => ({ status: 'failing', reason: reasonFor(error) })
    );
    until = performance.now() + KEEP_MS;
    running = undefined;
  }

  return async () => {
    if (performance.now() >= until) {
      running ??= run();
      const late = new AbortController();
      await Promise.race([running, sleep(PATIENCE_MS, undefined, { signal: late.signal }).catch(() => undefined)]);
      late.abort();
    }
    return last;
  };
}

/** /health is public: only what was written for callers is shown. */
function reasonFor(error: unknown): string {
  return error instanceof Problem ? error.detail : 'An error that the log tells of.';
}
