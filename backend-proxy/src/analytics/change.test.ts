import { expect, test } from 'vitest';
import { changePercent } from './change';

test.each([
  ['nothing to nothing', 0, 0, 0],
  ['nothing to something', 7, 0, 100],
  ['something to nothing', 0, 7, -100],
  ['a third more', 4, 3, 33],
  ['14.5 % more', 229, 200, 15],
  ['14.5 % less', 171, 200, -15],
  ['0.5 % more', 201, 200, 1],
  ['just under half a percent', 200.9, 200, 0],
  ['ten times', 1000, 100, 900],
  ['a rate, from unrounded values', 33.4, 66.6, -50],
])('%s', (_, current, previous, percent) => {
  expect(changePercent(current, previous)).toBe(percent);
});

test('what is not known has no change', () => {
  expect([changePercent(null, 5), changePercent(5, null), changePercent(null, null)]).toEqual([null, null, null]);
});
