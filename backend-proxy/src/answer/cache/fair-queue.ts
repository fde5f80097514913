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

/** Lets so many work at once; who waits is taken in turns over the workspaces, so that none starves another. */
export class FairQueue {
  private working = 0;
  /** Those with the longest wait for their turn first. */
  private readonly lines = new Map<string, Waiting[]>();

  constructor(private readonly limits: QueueLimits) {}

  get waiting(): number {
    return [...this.lines.values()].reduce((sum, line) => sum + line.length, 0);
  }

  /** Throws a Problem 503 where too many of the workspace wait, and the signal's reason for who gives up waiting. */
  async run<Value>(workspace: string, signal: AbortSignal, work: () => Promise<Value>): Promise<Value> {
    if (this.working >= this.limits.atOnce) {
      await this.turn(workspace, signal);
    } else {
      this.working += 1;
    }
    try {
      return await work();
    } finally {
      this.working -= 1;
      this.next();
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

  /** The workspace whose turn it was goes to the end. */
  private next(): void {
    for (const [workspace, line] of this.lines) {
      const first = line.shift();
      this.lines.delete(workspace);
      if (line.length > 0) {
        this.lines.set(workspace, line);
      }
      if (first) {
        this.working += 1;
        return first.start();
      }
    }
  }
}
