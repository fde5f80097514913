import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { remembered } from './remembered';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

test('the database is asked once in two seconds for each key', async () => {
  const load = vi.fn(async (key: string) => key.toUpperCase());
  const words = remembered(load);
  expect(await Promise.all([words.get('a'), words.get('a'), words.get('b')])).toEqual(['A', 'A', 'B']);
  vi.advanceTimersByTime(1999);
  await words.get('a');
  expect(load).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1);
  await words.get('a');
  expect(load).toHaveBeenCalledTimes(3);
});

test('a change of our own holds at once, also for who asked just before it', async () => {
  let value = 'old';
  const words = remembered(async () => value);
  const before = words.get('a');
  value = 'new';
  words.forget();
  expect([await before, await words.get('a')]).toEqual(['old', 'new']);
});

test('an error is not remembered', async () => {
  let fails = true;
  const words = remembered(async () => {
    if (fails) {
      throw new Error('busy');
    }
    return 'there';
  });
  await expect(words.get('a')).rejects.toThrow('busy');
  fails = false;
  expect(await words.get('a')).toBe('there');
});

test('made-up keys do not fill the memory', async () => {
  const load = vi.fn(async () => undefined);
  const words = remembered(load);
  for (let i = 0; i <= 10_000; i++) {
    await words.get(`${i}`);
  }
  // The first was pushed out, and is asked for again.
  await words.get('0');
  expect(load).toHaveBeenCalledTimes(10_002);
});
