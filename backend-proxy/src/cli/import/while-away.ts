import { setTimeout as sleep } from 'node:timers/promises';
import { Refused, Unreachable } from '../client';
import { CliError } from '../cli-error';
import { tell } from '../output';

const PATIENCE_MS = 60_000;
const LONGEST_PAUSE_MS = 5000;

/** Asks for an import until the proxy answers; it may be starting, or its engine. Rejects after `patienceMs` with what to do. */
export async function whileAway<Result>(ask: () => Promise<Result>, patienceMs = PATIENCE_MS): Promise<Result> {
  const deadline = performance.now() + patienceMs;
  for (let pause = 250; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await ask();
    } catch (error) {
      if (!isAway(error)) {
        throw error;
      }
      if (performance.now() + pause > deadline) {
        throw new CliError(
          `${(error as Error).message} The import stopped; the same command goes on where it ended, and stores nothing twice.`
        );
      }
      if (pause === 1000) {
        tell(['The proxy takes nothing at the moment; trying again for a minute.']);
      }
      await sleep(pause);
    }
  }
}

const AWAY = [429, 502, 503, 504];

function isAway(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Refused && AWAY.includes(error.problem.status));
}
