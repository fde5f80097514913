import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { releaseWhenIdle } from './release-when-idle';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('releases memory once after each busy time, and never during one', () => {
  const releaseMemory = vi.fn(async () => undefined);
  const pool = { running: 0, ended: 0 };
  const { stop } = releaseWhenIdle({ releaseMemory }, pool);
  const times = (ms: number) => {
    vi.advanceTimersByTime(ms);
    return releaseMemory.mock.calls.length;
  };
  expect(times(60_000)).toBe(0);
  pool.running = 1;
  expect(times(60_000)).toBe(0);
  Object.assign(pool, { running: 0, ended: 1 });
  expect(times(5_000)).toBe(0);
  expect(times(60_000)).toBe(1);
  pool.ended = 2;
  expect(times(60_000)).toBe(2);
  stop();
  pool.ended = 3;
  expect(times(60_000)).toBe(2);
});
