import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { repeat } from './repeat';

function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

test.each([1, 20])('work is never begun twice at once, and rests %i times as long as it took', async (rest) => {
  const spans: Array<{ begun: number; ended: number }> = [];
  let running = 0;
  const thrice = gate();
  const repeating = repeat(
    1,
    async () => {
      running += 1;
      expect(running).toBe(1);
      const begun = performance.now();
      await sleep(5);
      spans.push({ begun, ended: performance.now() });
      running -= 1;
      if (spans.length === 3) {
        thrice.open();
      }
    },
    { rest }
  );
  await thrice.opened;
  await repeating.stop();
  for (const [i, { begun }] of spans.slice(1).entries()) {
    const before = spans[i]!;
    // A timer may be a millisecond early.
    expect(begun - before.ended).toBeGreaterThanOrEqual(rest * (before.ended - before.begun) - 2);
  }
});

test('who stops it waits for what is under way, and nothing more is begun', async () => {
  const [begun, work] = [gate(), gate()];
  let times = 0;
  const repeating = repeat(1, () => {
    times += 1;
    begun.open();
    return work.opened;
  });
  await begun.opened;
  let stopped = false;
  const stopping = repeating.stop().then(() => (stopped = true));
  await sleep(5);
  expect(stopped).toBe(false);
  work.open();
  await stopping;
  expect(times).toBe(1);
});
