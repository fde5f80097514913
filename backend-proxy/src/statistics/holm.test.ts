import { expect, test } from 'vitest';
import { holm } from './holm';

test('as R does: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")', () => {
  const corrected = holm([0.01, 0.04, 0.03, 0.005]);
  expect(corrected).toEqual([0.03, 0.06, 0.06, 0.02].map((p) => expect.closeTo(p, 12)));
});

test('never over 1, and what has no p-value asks nothing', () => {
  expect(holm([0.9, null, 0.6])).toEqual([1, null, 1]);
  expect(holm([null, 0.04])).toEqual([null, 0.04]);
  expect(holm([])).toEqual([]);
});
