import { expect, it } from 'vitest';
import { randomFrom } from '../random';
import { callAllAtOnce } from './engine';
import { OPERATIONS } from './operations';

// The short form of `npm run soak -- engine`.
it('gives each caller its own rows, whatever others ask for, let fail, kill or give up', async () => {
  const { calls, wrong, crashes } = await callAllAtOnce({ connections: 8, durationMs: 8000, random: randomFrom(1) });
  expect(wrong).toEqual([]);
  expect(crashes).toBe(0);
  expect(Object.keys(calls).toSorted()).toEqual(Object.keys(OPERATIONS).toSorted());
});
