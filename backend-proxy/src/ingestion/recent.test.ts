import { expect, it } from 'vitest';
import { Recent } from './recent';

it('remembers up to and including its time', () => {
  const recent = new Recent(1000);
  recent.remember('a', 5000);
  expect(recent.has('a', 6000)).toBe(true);
  expect(recent.has('a', 6001)).toBe(false);
  expect(recent.has('b', 5000)).toBe(false);
});

it('forgets the oldest where it holds too many', () => {
  const recent = new Recent(1000, 2);
  ['a', 'b', 'a', 'c'].forEach((key) => recent.remember(key, 0));
  expect(['a', 'b', 'c'].map((key) => recent.has(key, 0))).toEqual([true, false, true]);
});
