import type { IngestAnswer } from '@fawkes/contract';
import type { ProxyProcess } from '../../../backend-proxy/test/proxy-process';

export const SITE = 'docs.example';

export interface Senders {
  /** Events that were acknowledged. */
  acknowledged(): number;
  /** Resolves when every event that was ever sent is acknowledged; no new ones are begun. */
  finish(): Promise<void>;
}

/** Two months, so that a request is stored as more than one block. */
const MONTHS = ['2026-09', '2026-10'];
const MOST_PER_REQUEST = 6;
const PATIENCE_MS = 120_000;

/**
 * Clients that send events without a pause, and send a request again, event by event the same, until it is acknowledged.
 * Each event has a number, in its id and in every other place, so that one that was torn or mixed up is seen.
 */
export function startSenders(count: number, running: () => ProxyProcess | undefined): Senders {
  let next = 0;
  let acknowledged = 0;
  let finishing = false;

  async function send(): Promise<void> {
    while (!finishing) {
      const events = Array.from({ length: 1 + (next % MOST_PER_REQUEST) }, () => numbered(next++));
      await untilAcknowledged(events);
      acknowledged += events.length;
    }
  }

  async function untilAcknowledged(events: object[]): Promise<void> {
    for (const deadline = Date.now() + PATIENCE_MS; ; await pause()) {
      const answer = await running()
        ?.ask<IngestAnswer>('/api/v1/events', { body: { events } })
        .catch(() => undefined);
      if (answer?.status === 202) {
        const { accepted, duplicates } = answer.body;
        if (accepted + duplicates !== events.length) {
          throw new Error(`${events.length} events were answered with ${JSON.stringify(answer.body)}`);
        }
        return;
      }
      if (answer !== undefined && answer.status !== 503) {
        throw new Error(`events were answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
      }
      if (Date.now() > deadline) {
        throw new Error(`no acknowledgement in ${PATIENCE_MS / 1000} seconds`);
      }
    }
  }

  const all = Promise.all(Array.from({ length: count }, send));
  // Whoever waits hears of it; until then it is no unhandled rejection.
  all.catch(() => undefined);
  return {
    acknowledged: () => acknowledged,
    async finish() {
      finishing = true;
      await all;
    },
  };
}

function numbered(n: number): object {
  return {
    id: `event ${n}`,
    name: 'pageview',
    site: SITE,
    timestamp: `${MONTHS[n % 2]}-15T12:00:00.${String(n % 1000).padStart(3, '0')}Z`,
    user_id: `person ${n}`,
    url: `/page/${n}`,
    props: { n },
    value: n,
  };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
