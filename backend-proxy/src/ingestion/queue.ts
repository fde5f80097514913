import { Problem } from '../problem';
import type { EncodedEvents } from './encoded-events';

/** How a request's events ended. */
export interface Receipt {
  accepted: number;
  /** Left out, since an event with the same id is stored already. */
  duplicates: number;
}

/** Events of one request, waiting to be stored. */
export interface Waiting {
  events: EncodedEvents;
  resolve(receipt: Receipt): void;
  reject(error: unknown): void;
}

export interface QueueLimits {
  /** Roughly the memory that waiting events may take; more are turned away. */
  queueBytes: number;
  /** Roughly the size of what is taken at once; a larger request is taken alone. */
  groupBytes: number;
}

/** Requests in the order in which they came. */
export class Queue {
  private waiting: Array<{ request: Waiting; bytes: number }> = [];
  private bytes = 0;

  constructor(private readonly limits: QueueLimits) {}

  /** Events that wait. */
  get length(): number {
    return this.waiting.reduce((sum, { request }) => sum + request.events.keys.length, 0);
  }

  get requests(): number {
    return this.waiting.length;
  }

  /** Enough waits for a group of full size. */
  get hasGroup(): boolean {
    return this.bytes >= this.limits.groupBytes;
  }

  /** Throws a 503 where the queue is full. */
  add(request: Waiting): void {
    const bytes = weigh(request.events);
    if (this.bytes + bytes > this.limits.queueBytes && this.waiting.length > 0) {
      throw new Problem(503, 'ingestion_busy', 'More events arrive than can be stored: send them again in a moment.');
    }
    this.bytes += bytes;
    this.waiting.push({ request, bytes });
  }

  /** The next requests to store together; none where nothing waits. */
  take(): Waiting[] {
    let bytes = 0;
    const count = this.waiting.findIndex((next, i) => (bytes += next.bytes) > this.limits.groupBytes && i > 0);
    const taken = this.waiting.splice(0, count === -1 ? this.waiting.length : count);
    this.bytes -= taken.reduce((sum, next) => sum + next.bytes, 0);
    return taken.map(({ request }) => request);
  }
}

/** What an event takes besides its line, as measured. */
const FIXED_BYTES = 200;

function weigh({ bytes, keys }: EncodedEvents): number {
  return bytes + keys.length * FIXED_BYTES;
}
