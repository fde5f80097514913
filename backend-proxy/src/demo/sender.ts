import { setTimeout as sleep } from 'node:timers/promises';
import type { EventInput } from '@fawkes/contract';
import type { Logger } from 'pino';
import { dateAt, dateOf, dayNumber, startOf } from './calendar';
import { persist } from './persist';
import { batchesOf, type EventStream, streamOf } from './stream';
import { foundWorld, HISTORY_DAYS, worldOfEvent } from './world';

export interface DemoOptions {
  /** Resolves when the events are stored. What it rejects is sent again. */
  send(events: EventInput[]): Promise<void>;
  /** The time of the newest event of the demo that is stored, in milliseconds since 1970. */
  newest(): Promise<number | undefined>;
  now(): number;
  log: Logger;
  pace?: Partial<Pace>;
}

interface Pace {
  /** How often the present is followed. */
  followMs: number;
  /** How long to wait after a failure, and after many. */
  firstPauseMs: number;
  longestPauseMs: number;
}

export interface Demo {
  /** Resolves when everything up to the present is stored, or the demo was stopped before. Never rejects. */
  ready: Promise<void>;
  /** Resolves when the batch under way is through; no other follows. */
  stop(): Promise<void>;
}

const PACE: Pace = { followMs: 10_000, firstPauseMs: 250, longestPauseMs: 30_000 };
const BATCH = 4000;

/** Sends what has happened since the newest stored event, or in the last 90 days where there is none; then goes with the time. */
export function startDemo({ send, newest, now, log, pace }: DemoOptions): Demo {
  const { followMs, ...pauses } = { ...PACE, ...pace };
  const stopping = new AbortController();
  const patiently = { ...pauses, signal: stopping.signal, log };
  let caughtUp!: () => void;
  const ready = new Promise<void>((resolve) => (caughtUp = resolve));

  async function run(): Promise<void> {
    const stored = await persist(newest, patiently);
    const stream = streamOf(stored === undefined ? foundWorld(now()) : worldOfEvent(stored));
    for (let sent = stored ?? beginning(now()); ;) {
      sent = await catchUp(stream, sent);
      caughtUp();
      await sleep(followMs, undefined, { signal: stopping.signal });
    }
  }

  async function catchUp(stream: EventStream, sent: number): Promise<number> {
    const until = Math.max(sent, now());
    for (const batch of batchesOf(stream.between(sent, until), BATCH)) {
      await persist(() => send(batch), patiently);
    }
    return until;
  }

  const running = run()
    .catch((error: unknown) => {
      if (!stopping.signal.aborted) {
        log.error({ err: error }, 'the demo has ended');
      }
    })
    .finally(() => caughtUp());

  return {
    ready,
    stop() {
      stopping.abort();
      return running;
    },
  };
}

/** Just before the first event of a demo that starts now. */
function beginning(now: number): number {
  return startOf(dateOf(dayNumber(dateAt(now)) - HISTORY_DAYS)) - 1;
}
