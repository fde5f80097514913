/** How the engine's process ended. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The last it wrote to its standard error. */
  tail: string;
}

const LONGEST_REASON = 300;

/** The ending in one line. */
export function describeEnding({ code, signal, tail }: Ending): string {
  const how = signal === null ? `ended with exit code ${code ?? 'unknown'}` : `was killed by ${signal}`;
  const lines = tail.split('\n').map((line) => line.trim());
  const said = lines.filter(Boolean).slice(-3).join(' ').slice(0, LONGEST_REASON);
  return `The engine's process ${how}${said && `: ${said}`}`;
}

/** Whether the engine found the lock on its files taken: another process still works on them. */
export function isLockedOut({ tail }: Ending): boolean {
  return tail.includes('Cannot lock file');
}

/** The engine's process ended before it was ready. */
export class EngineEnded extends Error {
  constructor(readonly ending: Ending) {
    super(describeEnding(ending));
    this.name = 'EngineEnded';
  }
}
