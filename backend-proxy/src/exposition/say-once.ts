import type { Logger } from 'pino';

/** What went wrong, and in which area where there are several. */
export interface Failure {
  error: unknown;
  area?: string;
}

/**
 * For what is done again and again: warns of what went wrong when it did not go wrong the time before, with all areas in which it
 * did in one line. Call it each time, without failures where all went well.
 */
export function sayOnce(log: Pick<Logger, 'warn'>, message: string): (failures: readonly Failure[]) => void {
  let said = new Set<string>();
  return (failures) => {
    const reasons = new Set(failures.map(reasonOf));
    for (const reason of reasons) {
      if (!said.has(reason)) {
        const own = failures.filter((failure) => reasonOf(failure) === reason);
        const areas = own.flatMap(({ area }) => area ?? []);
        log.warn({ err: own[0]?.error, ...(areas.length > 0 ? { areas } : {}) }, message);
      }
    }
    said = reasons;
  };
}

function reasonOf({ error }: Failure): string {
  return error instanceof Error ? error.message : String(error);
}
