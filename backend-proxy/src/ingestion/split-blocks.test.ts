import { expect, it } from 'vitest';
import { testEvent } from './test-event';
import { BlockClock, splitByMonth } from './split-blocks';

it('splits by month in UTC', () => {
  const times = ['2026-10-31T23:59:59.999Z', '2026-11-01T00:00:00.000Z', '2026-10-01T00:00:00.000Z'];
  const blocks = splitByMonth(times.map((time) => testEvent({ time: Date.parse(time) })));
  expect(blocks.map((block) => block.map(({ time }) => new Date(time).toISOString()))).toEqual([
    [times[0], times[2]],
    [times[1]],
  ]);
});

it('never gives the same time to two blocks', () => {
  const clock = new BlockClock();
  const stamps = Array.from({ length: 50 }, () => clock.stamp([testEvent({})])[0]!.received);
  expect(new Set(stamps).size).toBe(50);
});
