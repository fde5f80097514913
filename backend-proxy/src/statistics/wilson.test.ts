import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wilson } from './wilson';

/** From statsmodels 0.14, proportion_confint(count, n, 0.05, method='wilson'). */
test.each([
  [0, 10, 0, 0.27753279986288926],
  [10, 10, 0.7224672001371106, 1],
  [1, 1, 0.2065493143772374, 1],
  [3, 10, 0.10779126740630104, 0.6032218525388546],
  [52, 400, 0.10053125228664084, 0.1665078455207386],
  [450, 1000, 0.4194153840742968, 0.4809672917742588],
  [1, 100_000, 1.7652477303783092e-6, 5.664709659040968e-5],
])('%i of %i', (count, n, low, high) => {
  const interval = wilson({ count, n })!;
  expect(interval.low).toBeCloseTo(low, 12);
  expect(interval.high).toBeCloseTo(high, 12);
});

test('nobody tells nothing', () => {
  expect(wilson({ count: 0, n: 0 })).toBeNull();
});

test('holds the rate, stays within 0 and 1, and is the mirror of those who did not', () => {
  const share = fc
    .integer({ min: 1, max: 1_000_000 })
    .chain((n) => fc.record({ n: fc.constant(n), count: fc.integer({ min: 0, max: n }) }));
  fc.assert(
    fc.property(share, ({ count, n }) => {
      const { low, high } = wilson({ count, n })!;
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(count / n);
      expect(high).toBeGreaterThanOrEqual(count / n);
      const rest = wilson({ count: n - count, n })!;
      expect(1 - rest.high).toBeCloseTo(low, 9);
      expect(1 - rest.low).toBeCloseTo(high, 9);
    })
  );
});
