import type { EventInput } from '@fawkes/contract';
import { pino } from 'pino';
import { afterEach, expect, it } from 'vitest';
import { startDemo, type Demo } from './sender';
import { eventsOfDay } from './day';
import { streamOf } from './stream';
import { foundWorld } from './world';

const START = Date.parse('2026-11-24T10:00:00Z');
const DAY = 86_400_000;
const PACE = { followMs: 5, firstPauseMs: 1, longestPauseMs: 4 };

let running: Demo[] = [];
afterEach(async () => {
  await Promise.all(running.map((demo) => demo.stop()));
  running = [];
});

/** What a workspace holds, beginning at `since`, and a clock to set; `fail` is called before each send. */
function workspace(since?: number) {
  const stored: EventInput[] = [];
  const state = { now: START, fail: () => {} };
  return {
    stored,
    state,
    start(): Demo {
      const demo = startDemo({
        async send(events) {
          state.fail();
          stored.push(...events);
        },
        newest: async () => (stored.at(-1)?.timestamp as number | undefined) ?? since,
        now: () => state.now,
        log: pino({ level: 'silent' }),
        pace: PACE,
      });
      running.push(demo);
      return demo;
    },
  };
}

const ids = (events: EventInput[]) => events.map(({ id }) => id);
const world = foundWorld(START);
const BEGINNING = Date.parse('2026-08-25T22:00:00Z') - 1;
/** The newest event of an earlier start, which most of these tests go on from. */
const LATELY = eventsOfDay(world, '2026-11-20').at(-1)!.timestamp;
const expected = (until: number, since = LATELY) => ids([...streamOf(world).between(since, until)].flat());

it('sends 90 days in order, in batches that the door takes, and nothing of the future', async () => {
  const { start, stored, state } = workspace();
  const sizes: number[] = [];
  let before = 0;
  state.fail = () => {
    sizes.push(stored.length - before);
    before = stored.length;
  };
  await start().ready;
  expect(ids(stored)).toEqual(expected(START, BEGINNING));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(5000);
  expect(stored.at(-1)!.timestamp).toBeLessThanOrEqual(START);
});

it('follows the present', async () => {
  const { start, stored, state } = workspace(LATELY);
  await start().ready;
  const before = stored.length;
  state.now += 600_000;
  await expect.poll(() => stored.length).toBeGreaterThan(before);
  expect(ids(stored)).toEqual(expected(state.now));
});

it('fills the gap after a restart days later, each event once', async () => {
  const { start, stored, state } = workspace(LATELY);
  const first = start();
  await first.ready;
  await first.stop();
  state.now += 9 * DAY + 5_000_000;
  await start().ready;
  expect(ids(stored)).toEqual(expected(state.now));
});

it('goes on where it was when it is stopped in the middle of the history', async () => {
  const { start, stored, state } = workspace();
  let sends = 0;
  state.fail = () => {
    sends += 1;
    if (sends === 5) {
      void first.stop();
    }
  };
  const first = start();
  await first.ready;
  expect(stored.length).toBeLessThan(40_000);
  await start().ready;
  expect(ids(stored)).toEqual(expected(state.now, BEGINNING));
});

it('tries again when sending fails', async () => {
  const { start, stored, state } = workspace(LATELY);
  let failures = 3;
  state.fail = () => {
    if (failures-- > 0) {
      throw new Error('503');
    }
  };
  await start().ready;
  expect(ids(stored)).toEqual(expected(START));
});

it('stops at once while it waits to try again', async () => {
  const { start, state } = workspace(LATELY);
  state.fail = () => {
    throw new Error('503');
  };
  const demo = start();
  await demo.stop();
  await demo.ready;
});
