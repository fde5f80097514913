import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '@fawkes/contract';

/** The whole window as it is now, or what keeps it from being known. */
export interface State {
  /** Rises with each state. */
  number: number;
  answer?: Answer;
  error?: Error;
}

export interface Rhythm {
  /** Between two runs at least so long, in milliseconds. */
  pauseMs: number;
  /** After so long the question is asked again, though nothing is known to have changed: the window moves. */
  tickMs: number;
}

/** One question that is watched: asked again when something changed, and held for all who watch it. */
export class Watch {
  private state: State | undefined;
  private shown = '';
  private changed = true;
  private readonly ended = new AbortController();
  /** Who waits for the next state, and the loop for a change. */
  private readonly waiting = new Set<() => void>();
  private wakeLoop = () => {};

  constructor(
    private readonly ask: (signal: AbortSignal) => Promise<Answer>,
    private readonly rhythm: Rhythm
  ) {
    void this.run();
  }

  /** Something may have changed. */
  change(): void {
    this.changed = true;
    this.wakeLoop();
  }

  /** The question is asked no more; one under way is given up. */
  end(): void {
    this.ended.abort();
    this.wakeLoop();
    this.tell();
  }

  /** The first state after number `seen`; undefined where none comes within `patienceMs`, or before `signal` fires. */
  async after(seen: number, signal: AbortSignal, patienceMs: number): Promise<State | undefined> {
    if (this.newerThan(seen) === undefined && !signal.aborted && !this.ended.signal.aborted) {
      await this.next(signal, patienceMs);
    }
    return this.newerThan(seen);
  }

  private newerThan(seen: number): State | undefined {
    return this.state !== undefined && this.state.number > seen ? this.state : undefined;
  }

  private next(signal: AbortSignal, patienceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(late);
        signal.removeEventListener('abort', done);
        this.waiting.delete(done);
        resolve();
      };
      const late = setTimeout(done, patienceMs);
      signal.addEventListener('abort', done, { once: true });
      this.waiting.add(done);
    });
  }

  private async run(): Promise<void> {
    const { signal } = this.ended;
    while (!signal.aborted) {
      const pause = sleep(this.rhythm.pauseMs);
      // What changes from here on may be missing from the answer.
      this.changed = false;
      await this.askOnce(signal);
      await pause;
      if (!this.changed && !signal.aborted) {
        await this.changeOrTick();
      }
    }
  }

  private async askOnce(signal: AbortSignal): Promise<void> {
    try {
      const answer = await this.ask(signal);
      this.show({ answer }, JSON.stringify([answer.frames, answer.meta.notices]));
    } catch (error) {
      if (!signal.aborted) {
        this.show({ error: error as Error }, String(error));
      }
    }
  }

  /** A window that looks as before is no news. */
  private show(state: Omit<State, 'number'>, look: string): void {
    if (look !== this.shown || this.state === undefined) {
      this.shown = look;
      this.state = { number: (this.state?.number ?? 0) + 1, ...state };
      this.tell();
    }
  }

  private tell(): void {
    for (const wake of [...this.waiting]) {
      wake();
    }
  }

  private changeOrTick(): Promise<void> {
    return new Promise((resolve) => {
      const tick = setTimeout(resolve, this.rhythm.tickMs);
      this.wakeLoop = () => {
        clearTimeout(tick);
        resolve();
      };
    });
  }
}
