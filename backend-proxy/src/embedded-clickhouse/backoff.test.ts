import { expect, it } from 'vitest';
import { Backoff } from './backoff';

it('doubles the pause up to a limit, and begins anew after a while without trouble', () => {
  const backoff = new Backoff({ firstMs: 10, longestMs: 50, wellMs: 1000 });
  expect([0, 999, 0, 0, 0].map((well) => backoff.pause(well))).toEqual([10, 20, 40, 50, 50]);
  expect([1000, 0].map((well) => backoff.pause(well))).toEqual([10, 20]);
});
