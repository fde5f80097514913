import type { Answer } from '@fawkes/contract';
import { LRUCache } from 'lru-cache';
import type { Changes } from './changes';
import { FairQueue, type QueueLimits } from './fair-queue';
import { Shared } from './shared';

/** What an answer is kept by, and how long it holds. */
export interface Asked {
  workspace: string;
  /** The question with everything settled that its answer depends on besides the data. */
  key: string;
  /** Nothing at or after this moment (ms since 1970) has a part in the answer. */
  until: number;
}

export interface CacheLimits extends QueueLimits {
  /** Of all answers together, as JSON. */
  bytes: number;
  /** Longest life of an answer in milliseconds: where others write to the same store, their changes are seen no sooner. */
  maxAgeMs?: number;
}

export interface CacheCounts {
  hits: number;
  misses: number;
  /** Questions that shared the work of an equal one. */
  shared: number;
}

/** Answers that still hold, so that a question is computed once until something that it read changes. */
export class AnswerCache {
  readonly counts: CacheCounts = { hits: 0, misses: 0, shared: 0 };
  private readonly kept: LRUCache<string, Answer>;
  private readonly shared = new Shared<Answer>();
  private readonly queue: FairQueue;
  private readonly epochs = new Map<string, number>();

  constructor(
    private readonly changes: Changes,
    { bytes, maxAgeMs, ...limits }: CacheLimits
  ) {
    this.kept = new LRUCache({
      maxSize: bytes,
      maxEntrySize: bytes / 8,
      sizeCalculation: (answer, key) => key.length + JSON.stringify(answer).length,
      ...(maxAgeMs === undefined ? {} : { ttl: maxAgeMs }),
    });
    this.queue = new FairQueue(limits);
  }

  /** Questions that wait for their turn. */
  get waiting(): number {
    return this.queue.waiting;
  }

  /** The kept answer while it holds; else the answer computed, together with all who ask the same meanwhile. */
  async get(asked: Asked, signal: AbortSignal | undefined, compute: (signal: AbortSignal) => Promise<Answer>) {
    const { workspace, until } = asked;
    const version = this.changes.version(workspace, until);
    const key = `${workspace} ${this.epochs.get(workspace) ?? 0} ${version} ${asked.key}`;
    const kept = this.kept.get(key);
    if (kept) {
      this.counts.hits += 1;
      return { answer: kept, hit: true };
    }
    let own = false;
    const answer = await this.shared.run(key, signal, async (given) => {
      own = true;
      const computed = await this.queue.run(workspace, given, () => compute(given));
      // What changed meanwhile may be in it or not: then nobody asks by this key any more.
      this.kept.set(key, computed);
      return computed;
    });
    this.counts[own ? 'misses' : 'shared'] += 1;
    return { answer, hit: !own };
  }

  /** From now on everything of the workspace is computed anew. */
  refresh(workspace: string): void {
    this.epochs.set(workspace, (this.epochs.get(workspace) ?? 0) + 1);
  }
}
