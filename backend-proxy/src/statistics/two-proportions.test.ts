import fc from 'fast-check';
import { expect, test } from 'vitest';
import { twoProportions } from './two-proportions';

/** From statsmodels' proportions_ztest: the first is the example of its documentation, the others by the same formula and C's erfc. */
test.each([
  [[5, 83], [12, 99], -1.4078304151258787, 0.15918129181156995],
  [[450, 1000], [400, 1000], 2.261656365159503, 0.02371864263219147],
  [[30, 100], [30, 120], 0.8291561975888498, 0.4070160272713743],
  [[3, 10], [9, 10], -2.738612787525831, 0.006169899320544155],
  [[52_000, 100_000], [51_000, 100_000], 4.474149775610241, 7.671595543340515e-6],
] as const)('%j against %j', ([x, n], [y, m], z, p) => {
  const test = twoProportions({ count: x, n }, { count: y, n: m });
  expect(test.z).toBeCloseTo(z, 10);
  expect(test.p / p).toBeCloseTo(1, 9);
});

test.each([
  [
    [0, 0],
    [5, 10],
  ],
  [
    [5, 10],
    [0, 0],
  ],
  [
    [0, 10],
    [0, 20],
  ],
  [
    [10, 10],
    [20, 20],
  ],
] as const)('%j against %j tells nothing', ([x, n], [y, m]) => {
  expect(twoProportions({ count: x, n }, { count: y, n: m })).toEqual({ z: 0, p: 1 });
});

test('is symmetric, and never outside of its bounds', () => {
  const share = fc
    .integer({ min: 0, max: 1_000_000 })
    .chain((n) => fc.record({ n: fc.constant(n), count: fc.integer({ min: 0, max: n }) }));
  fc.assert(
    fc.property(share, share, (a, b) => {
      const [there, back] = [twoProportions(a, b), twoProportions(b, a)];
      expect(there.p).toBeGreaterThanOrEqual(0);
      expect(there.p).toBeLessThanOrEqual(1);
      expect(there.z + back.z).toBeCloseTo(0, 9);
    })
  );
});
