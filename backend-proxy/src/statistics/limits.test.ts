import { expect, test } from 'vitest';
import { sequentialTest } from './confidence-sequence';
import { cuped } from './cuped';
import { effectOf, NOTHING } from './effect';
import { mean, proportion, ratio, type Sums } from './estimate';
import { guardrail, type Test } from './guardrail';
import { additionalSample, daysUntil } from './mid-experiment';
import { covariance, type Moments } from './moments';
import { newcombe } from './newcombe';
import { minimumEffect, power } from './power';
import { quantile, quantileRanks } from './quantile';
import { sampleSize } from './sample-size';
import { welch } from './welch';
import { wilson } from './wilson';
import { winsorize } from './winsorize';

const settings = { alpha: 0.05 };

test('a variance that is there is not taken for rounding', () => {
  // 1e6 values of 1000, one of 1001: sum of squared deviations 1 - 1/n.
  const n = 1_000_000;
  const moments = { n, sums: [1000 * n + 1], products: [[1e6 * n + 2001]] };
  expect(covariance(moments, [1], [1], 'population')).toBe(0); // not more than doubles can tell
  const spread = { n, sums: [10 * n + 1000], products: [[100 * n + 21_000]] }; // 1000 of 11 among 10
  expect(covariance(spread, [1], [1], 'population')).toBeCloseTo(0.001 * 0.999, 9);
});

test('nobody, one person, all or none', () => {
  expect(mean({ n: 0, sum: 0, squares: 0 })).toBeNull();
  expect(mean({ n: 1, sum: 5, squares: 25 })).toEqual({ n: 1, mean: 5, variance: 0 });
  expect(mean({ n: 2, sum: Infinity, squares: Infinity })).toBeNull();
  expect(proportion({ n: 0, count: 0 })).toBeNull();
  expect(proportion({ n: 4, count: 1 })).toEqual({ n: 4, mean: 0.25, variance: 0.1875 });
  const [none, half, all] = [0, 50, 100].map((count) => proportion({ n: 100, count }));
  expect(effectOf(none!, half!, 'absolute')).toBe(NOTHING);
  expect(effectOf(half!, all!, 'relative')).toBe(NOTHING);
  expect(effectOf(null, half!, 'relative')).toBe(NOTHING);
  // A mean of 0 is no base for a relative effect, and a good one for an absolute.
  const [zero, two] = [mean({ n: 4, sum: 0, squares: 4 }), mean({ n: 4, sum: 8, squares: 20 })];
  expect(effectOf(zero, two, 'relative')).toBe(NOTHING);
  expect(effectOf(zero, two, 'absolute').lift).toBe(2);
  // Where all are of one kind, only Wilson's and Newcombe's intervals still tell something.
  expect(newcombe({ count: 0, n: 100 }, { count: 100, n: 100 }, 0.05)!.low).toBeGreaterThan(0.9);
  expect(newcombe({ count: 0, n: 0 }, { count: 1, n: 1 }, 0.05)).toBeNull();
});

test('a denominator of 0, and a ratio that is the same for all', () => {
  const numerator = { sum: 30, squares: 350 };
  expect(ratio({ n: 3, numerator, denominator: { sum: 0, squares: 0 }, product: 0 })).toBeNull();
  // 5/1, 10/2, 15/3
  const same = ratio({ n: 3, numerator, denominator: { sum: 6, squares: 14 }, product: 70 });
  expect(same).toEqual({ n: 3, mean: 5, variance: 0 });
});

test('quantiles of few values have no interval, and those of equal ones no width', () => {
  expect(quantileRanks(0, 0.5)).toBeNull();
  expect(quantileRanks(3, 0.5)).toEqual({ at: 2, interval: null });
  expect(quantileRanks(100, 0.5)).toEqual({ at: 50, interval: { low: 40, high: 60 } });
  expect(quantile({ n: 3, at: 7, interval: null })).toEqual({ n: 3, mean: 7, variance: 0 });
  expect(quantile({ n: 100, at: 7, interval: { low: 7, high: 7 } })).toEqual({ n: 100, mean: 7, variance: 0 });
  expect(quantile({ n: 0, at: 7, interval: null })).toBeNull();
  expect(quantile({ n: 9, at: Infinity, interval: null })).toBeNull();
});

test('nothing over a cap leaves the sums alone', () => {
  const sums = { n: 3, sum: 6, squares: 14 };
  expect(winsorize(sums, 0, Infinity)).toBe(sums);
  expect(winsorize(sums, 1, 3)).toEqual({ n: 4, sum: 9, squares: 23 });
});

test('a covariate that says nothing takes nothing off', () => {
  const plain = { n: 4, sum: 8, squares: 20 };
  const other = { n: 4, sum: 10, squares: 32 };
  const withConstant = ({ n, sum, squares }: Sums): Moments => ({
    n,
    sums: [sum, 3 * n],
    products: [
      [squares, 3 * sum],
      [3 * sum, 9 * n],
    ],
  });
  const { theta, ...effect } = cuped(withConstant(plain), withConstant(other), 'mean', 'relative');
  expect(theta).toBe(0);
  const without = effectOf(mean(plain), mean(other), 'relative');
  expect(Object.values(effect)).toEqual(Object.values(without).map((value) => expect.closeTo(value, 12)));
});

test('power of what cannot vary, of nobody and of no effect', () => {
  for (const design of [settings, { ...settings, tuning: 5000 }]) {
    expect(power({ mean: 0, variance: 1 }, 0.1, 100, design)).toBe(0);
    expect(power({ mean: 1, variance: 0 }, 0.1, 100, design)).toBe(0);
    expect(power({ mean: 1, variance: 1 }, 0.1, 0, design)).toBe(0);
    expect(minimumEffect({ mean: 1, variance: 1 }, 3, 0.9, design)).toBeNull();
    expect(sampleSize({ mean: 1, variance: 1 }, 0, 0.8, design)).toBeNull();
  }
  expect(power({ mean: 1, variance: 1 }, 0, 100, settings)).toBeCloseTo(0.05, 12);
  expect(additionalSample(NOTHING, 0.1, 0.8, settings)).toBeNull();
  expect([daysUntil(0, 0), daysUntil(100, 0), daysUntil(100, 40)]).toEqual([0, null, 2.5]);
});

test('a guardrail holds, fails, or is open', () => {
  const test: Test = (effect, side) => welch(effect, { ...settings, side });
  const at = (lift: number) =>
    guardrail({ lift, error: 0.01, df: 1e6, n: 10_000 }, 0.02, 'increase', { ...settings, test });
  // 1.6449 standard errors from the margin of -0.02
  expect(at(-0.003).state).toBe('holds');
  expect(at(-0.004).state).toBe('open');
  expect(at(-0.036).state).toBe('open');
  expect(at(-0.037).state).toBe('fails');
});

test('a level that is none is a mistake of the caller', () => {
  expect(() => sequentialTest(NOTHING, { alpha: 0.6, side: 'greater' })).toThrow(RangeError);
  expect(() => sequentialTest(NOTHING, { alpha: 0, side: 'two' })).toThrow(RangeError);
  expect(wilson({ count: 1, n: 2 }, 0.5)!.low).toBeGreaterThan(wilson({ count: 1, n: 2 })!.low);
});
