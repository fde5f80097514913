import type { Engine } from './engine';
import type { SessionPool } from './session-pool';

const LOOK_EVERY_MS = 5000;

/** Releases the engine's spare memory once no query has run for a while; nothing is done again until one has. */
export function releaseWhenIdle(engine: Pick<Engine, 'releaseMemory'>, pool: Pick<SessionPool, 'running' | 'ended'>) {
  let seen = 0;
  let releasedAt = 0;
  const timer = setInterval(() => {
    const { running, ended } = pool;
    const idle = running === 0 && ended === seen;
    seen = ended;
    if (idle && releasedAt !== ended) {
      releasedAt = ended;
      // Memory is all that is lost where it fails; the next idle time tries again.
      engine.releaseMemory().catch(() => undefined);
    }
  }, LOOK_EVERY_MS).unref();
  return { stop: () => clearInterval(timer) };
}
