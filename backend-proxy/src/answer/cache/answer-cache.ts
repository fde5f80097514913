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
  /** Where the range goes along with the clock: the question without its moment, that moment, and how old its answer may be. */
  moving?: { key: string; asOf: number; maxAgeMs: number };
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

type Moving = NonNullable<Asked['moving']>;
type Compute = (signal: AbortSignal) => Promise<Answer>;

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

  /**
   * The kept answer while it holds; else the answer computed, together with all who ask the same meanwhile. Where only the clock went
   * on, nobody waits: the answer of a moment ago is given, and in the second half of its life a new one is made for who comes next.
   */
  async get(
    asked: Asked,
    signal: AbortSignal | undefined,
    compute: Compute
  ): Promise<{ answer: Answer; hit: boolean }> {
    const { workspace, until, moving } = asked;
    const version = `${workspace} ${this.epochs.get(workspace) ?? 0} ${this.changes.version(workspace, until)}`;
    const kept = this.kept.get(`${version} ${asked.key}`) ?? (moving && this.lately(version, moving));
    if (kept === undefined) {
      return this.compute(version, asked, signal, compute);
    }
    this.counts.hits += 1;
    if (moving && ageOf(kept, moving) > moving.maxAgeMs / 2) {
      // Whoever asks next without an answer hears of what goes wrong here.
      void this.compute(version, asked, undefined, compute).catch(() => undefined);
    }
    return { answer: kept, hit: true };
  }

  /** The answer to the same question as of a moment ago, unless it is too old. */
  private lately(version: string, moving: Moving): Answer | undefined {
    const answer = this.kept.get(`${version} ${moving.key}`);
    return answer && ageOf(answer, moving) <= moving.maxAgeMs ? answer : undefined;
  }

  private async compute(version: string, asked: Asked, signal: AbortSignal | undefined, compute: Compute) {
    const { workspace, key, moving } = asked;
    let own = false;
    const answer = await this.shared.run(`${version} ${moving?.key ?? key}`, signal, async (given) => {
      own = true;
      const computed = await this.queue.run(workspace, given, () => compute(given));
      // What changed meanwhile may be in it or not: then nobody asks by this key any more.
      this.kept.set(`${version} ${key}`, computed);
      if (moving) {
        this.kept.set(`${version} ${moving.key}`, computed);
      }
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

function ageOf({ meta }: Answer, { asOf }: Moving): number {
  return asOf - Date.parse(meta.asOf);
}
