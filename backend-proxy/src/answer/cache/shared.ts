import { setMaxListeners } from 'node:events';
import { Problem } from '../../problem';

/** Runs what is asked for under the same key at the same moment once, for all who ask. */
export class Shared<Value> {
  private readonly running = new Map<string, Run<Value>>();

  /** Rejects at once for an asker whose `signal` fires; the work is given up when nobody waits for it any more. */
  run(key: string, signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    const run = this.running.get(key) ?? this.begin(key, work);
    run.waiting += 1;
    return new Promise<Value>((resolve, reject) => {
      const leave = () => {
        run.waiting -= 1;
        if (run.waiting === 0) {
          this.running.delete(key);
          run.abandon.abort(signal?.reason);
        }
        // The work itself says how it was cancelled, where this was the last who waited.
        if (run.waiting > 0) {
          reject(new Problem(499, 'cancelled', 'The question was cancelled.'));
        }
      };
      signal?.addEventListener('abort', leave, { once: true });
      run.value.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave));
    });
  }

  private begin(key: string, work: (signal: AbortSignal) => Promise<Value>): Run<Value> {
    const abandon = new AbortController();
    // A question listens for it with each of its statements, however many these are.
    setMaxListeners(0, abandon.signal);
    const run: Run<Value> = { value: work(abandon.signal), abandon, waiting: 0 };
    this.running.set(key, run);
    const end = () => this.running.get(key) === run && this.running.delete(key);
    run.value.then(end, end);
    return run;
  }
}

interface Run<Value> {
  value: Promise<Value>;
  abandon: AbortController;
  waiting: number;
}
