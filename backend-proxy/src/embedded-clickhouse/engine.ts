import { setTimeout as delay } from 'node:timers/promises';
import { loadNativeEngine } from './native';
import { quoteText, Session, type EngineBinding } from './session';

/**
 * A query that holds more than this while it groups or sorts goes on in a file: four at a time then fit beside all else into
 * 900 MB at ten million events, where one alone took 1.5 GB.
 */
const SPILLING = ['--max_bytes_before_external_group_by=80000000', '--max_bytes_before_external_sort=80000000'];

/** The engine of this process: opens sessions, and ends queries nobody waits for any more. */
export class Engine {
  private readonly binding: EngineBinding;
  // The engine lets go of its directory with its last session; this one holds it between queries.
  private readonly keeper: Session;
  private open = 0;
  private closed: (() => void) | undefined;

  constructor(directory: string, maxMemoryBytes: number | undefined) {
    const limit = maxMemoryBytes === undefined ? [] : [`--max_server_memory_usage=${Math.floor(maxMemoryBytes)}`];
    this.binding = { native: loadNativeEngine(), directory, args: [...limit, ...SPILLING] };
    this.keeper = new Session(this.binding);
  }

  openSession(): Session {
    this.open++;
    return new Session(this.binding, () => {
      if (--this.open === 0) {
        this.closed?.();
      }
    });
  }

  /**
   * Asks the engine to end the query of a session, again and again until `settled`: the first request may come before
   * the query is known to the engine. Never SYNC, which hangs when the query waits for this process.
   */
  async kill(tag: string, settled: Promise<unknown>): Promise<void> {
    let running = true;
    const end = settled.then(
      () => (running = false),
      () => (running = false)
    );
    for (let pause = 20; running; pause = Math.min(pause * 2, 1000)) {
      const session = this.openSession();
      try {
        await session.query(`KILL QUERY WHERE Settings['log_comment'] = ${quoteText(tag)} ASYNC`);
      } catch {
        // Nothing to do but to ask again: the query may end on its own meanwhile.
      } finally {
        session.close();
      }
      await Promise.race([end, delay(pause, undefined, { ref: false })]);
    }
  }

  /** Gives back to the system what ended queries left with the allocator: about 40 MB after a busy time. */
  async releaseMemory(): Promise<void> {
    const session = this.openSession();
    try {
      await session.query('SYSTEM JEMALLOC PURGE');
    } finally {
      session.close();
    }
  }

  /** Closes the engine once its last session is closed. No new one may be opened. */
  async close(): Promise<void> {
    if (this.open > 0) {
      await new Promise<void>((resolve) => (this.closed = resolve));
    }
    this.keeper.close();
  }
}
