import { Problem } from '../../problem';

interface Waiting {
  start(): void;
}

export interface QueueLimits {
  /** How many may work at once. */
  atOnce: number;
  /** How many of one workspace may wait. */
  waiting: number;
}

/**
 * Lets so many work at once; who waits is taken in turns over the workspaces, so that none starves another. One workspace holds all
 * places but one at most, so that its slow questions leave room for another's quick one.
 */
export class FairQueue {
  /** How many of each workspace work, of those that do. */
  private readonly working = new Map<string, number>();
  /** Those with the longest wait for their turn first. */
  private readonly lines = new Map<string, Waiting[]>();

  constructor(private readonly limits: QueueLimits) {}

  get waiting(): number {
    return [...this.lines.values()].reduce((sum, line) => sum + line.length, 0);
  }

  /** Throws a Problem 503 where too many of the workspace wait, and the signal's reason for who gives up waiting. */
  async run<Value>(workspace: string, signal: AbortSignal, work: () => Promise<Value>): Promise<Value> {
    if (this.hasRoom(workspace)) {
      this.begin(workspace);
    } else {
      await this.turn(workspace, signal);
    }
    try {
      return await work();
    } finally {
      this.end(workspace);
      this.next();
    }
  }

  private hasRoom(workspace: string): boolean {
    const { atOnce } = this.limits;
    const all = [...this.working.values()].reduce((sum, own) => sum + own, 0);
    return all < atOnce && (this.working.get(workspace) ?? 0) < Math.max(1, atOnce - 1);
  }

  private begin(workspace: string): void {
    this.working.set(workspace, (this.working.get(workspace) ?? 0) + 1);
  }

  private end(workspace: string): void {
    const left = (this.working.get(workspace) ?? 0) - 1;
    if (left > 0) {
      this.working.set(workspace, left);
    } else {
      this.working.delete(workspace);
    }
  }

  private turn(workspace: string, signal: AbortSignal): Promise<void> {
    const line = this.lines.get(workspace) ?? [];
    if (line.length >= this.limits.waiting) {
      throw new Problem(503, 'too_many_questions', 'Too many questions are waiting: ask again in a few seconds.');
    }
    this.lines.set(workspace, line);
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        start: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      const leave = () => {
        line.splice(line.indexOf(waiting), 1);
        if (line.length === 0) {
          this.lines.delete(workspace);
        }
        reject(new Problem(499, 'cancelled', 'The question was cancelled.'));
      };
      signal.addEventListener('abort', leave, { once: true });
      line.push(waiting);
    });
  }

  /** The first in turn that has room; the workspace whose turn it was goes to the end. */
  private next(): void {
    for (const [workspace, line] of this.lines) {
      const first = this.hasRoom(workspace) ? line.shift() : undefined;
      if (first) {
        this.lines.delete(workspace);
        if (line.length > 0) {
          this.lines.set(workspace, line);
        }
        this.begin(workspace);
        return first.start();
      }
    }
  }
}
