import { join } from 'node:path';
import { ClickHouseException } from './errors';
import { makePipe } from './result-pipe';

/** The right to run one query, and the pipe its result comes through. */
export interface Slot {
  readonly pipePath: string;
}

const LONGEST_QUEUE = 1000;

/** Lets a fixed number of queries run at a time; the others wait in the order they came. */
export class SessionPool {
  private readonly waiting: Array<(slot: Slot) => void> = [];
  private busy = 0;
  private released = 0;

  private constructor(private readonly free: Slot[]) {}

  static async create(size: number, directory: string): Promise<SessionPool> {
    const slots = Array.from({ length: size }, (_, i) => ({ pipePath: join(directory, `result-${i}`) }));
    await Promise.all(slots.map((slot) => makePipe(slot.pipePath)));
    return new SessionPool(slots);
  }

  /** How many queries run. */
  get running(): number {
    return this.busy;
  }

  /** How many queries have ended. */
  get ended(): number {
    return this.released;
  }

  /** Waits for a free place; rejects when `signal` fires first. */
  async acquire(signal: AbortSignal): Promise<Slot> {
    signal.throwIfAborted();
    const slot = this.free.pop() ?? (await this.wait(signal));
    this.busy++;
    return slot;
  }

  release(slot: Slot): void {
    this.busy--;
    this.released++;
    const next = this.waiting.shift();
    if (next) {
      next(slot);
    } else {
      this.free.push(slot);
    }
  }

  private wait(signal: AbortSignal): Promise<Slot> {
    if (this.waiting.length >= LONGEST_QUEUE) {
      throw ClickHouseException.of('TOO_MANY_SIMULTANEOUS_QUERIES', `${LONGEST_QUEUE} queries wait already.`);
    }
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.waiting.splice(this.waiting.indexOf(take), 1);
        reject(signal.reason);
      };
      const take = (slot: Slot) => {
        signal.removeEventListener('abort', leave);
        resolve(slot);
      };
      this.waiting.push(take);
      signal.addEventListener('abort', leave, { once: true });
    });
  }
}
