import type { Logger } from 'pino';
import type { Audit } from '../catalog/audit';
import type { Erasure, Erasures } from '../catalog/erasures';
import { repeat } from '../repeat';
import type { Person } from './find-person';
import type { People } from './index';

const LOOK_EVERY_MS = 60_000;

interface ErasingParts {
  /** Throws a Problem 503 while the event store is closed. */
  people: () => Pick<People, 'toErase' | 'erase'>;
  catalog: { erasures: Erasures; audit: Audit };
  log: Logger;
  /** Milliseconds between two looks for what was cut short (default one minute). */
  everyMs?: number;
}

/** Erasures that end even if the process, the engine or the asker does not live to see it. */
export interface Erasing {
  /**
   * `filesGone` is false where a question that still runs holds old files; they go when it ends.
   * @throws Problem 404 where the id names nobody.
   */
  erase(workspace: string, id: string, actor: string): Promise<{ events: number; filesGone: boolean; at: string }>;
  /** Goes on with what was cut short, now and every minute. */
  start(): void;
  /** Resolves when nothing is erased in the background any more. */
  stop(): Promise<void>;
}

/**
 * An erasure is noted before anything of it is done, and its line in the audit is written once nothing is left. In between it is done
 * again until it succeeds: what is gone already stays gone.
 */
export function erasingOf({
  people,
  catalog: { erasures, audit },
  log,
  everyMs = LOOK_EVERY_MS,
}: ErasingParts): Erasing {
  const underWay = new Set<string>();
  let looking: { stop(): Promise<void> } | undefined;

  async function carryOut(erasure: Erasure): Promise<{ filesGone: boolean; at: string }> {
    const { id, workspace, person, actor, events } = erasure;
    underWay.add(id);
    try {
      const filesGone = await people().erase(JSON.parse(person) as Person);
      const noted = { actor, action: 'person.erased', detail: `${events} events` } as const;
      // Another proxy that went on with it may have been the first to end it.
      const entry = (await erasures.end(erasure)) ? await audit.record(workspace, noted) : undefined;
      return { filesGone, at: entry?.at ?? new Date().toISOString() };
    } finally {
      underWay.delete(id);
    }
  }

  async function goOn(): Promise<void> {
    try {
      for (const erasure of await erasures.unfinished()) {
        if (!underWay.has(erasure.id)) {
          await carryOut(erasure);
          log.info({ workspace: erasure.workspace }, 'an erasure that was cut short has ended');
        }
      }
    } catch (error) {
      log.warn({ err: error }, 'an erasure that was cut short is tried again in a minute');
    }
  }

  return {
    async erase(workspace, id, actor) {
      const { person, events } = await people().toErase(workspace, id);
      const erasure = await erasures.begin({ workspace, person: JSON.stringify(person), actor, events });
      return { events, ...(await carryOut(erasure)) };
    },
    start() {
      looking ??= repeat(everyMs, goOn);
    },
    async stop() {
      await looking?.stop();
    },
  };
}
