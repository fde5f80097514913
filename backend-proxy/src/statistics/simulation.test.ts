import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../../tests/proof/random';
import { sequentialTest } from './confidence-sequence';
import { cuped } from './cuped';
import { effectOf } from './effect';
import { mean, proportion } from './estimate';
import type { Moments } from './moments';
import { MISMATCH_P, sampleRatio } from './sample-ratio';
import { welch } from './welch';

const ALPHA = 0.05;
const settings = { alpha: ALPHA, side: 'two' } as const;

/** A standard normal number (Box and Muller). */
function normalFrom(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

test('with no effect and a look every day the sequential test finds one in no more than alpha of 2,000 runs, the fixed one in more', () => {
  const random = randomFrom(8);
  const [runs, days, daily, rate] = [2000, 30, 50, 0.2];
  let [sequential, fixed] = [0, 0];
  for (let run = 0; run < runs; run += 1) {
    const counts = [0, 0];
    const found = { sequential: false, fixed: false };
    for (let day = 1; day <= days; day += 1) {
      for (let person = 0; person < daily; person += 1) {
        counts[0]! += random() < rate ? 1 : 0;
        counts[1]! += random() < rate ? 1 : 0;
      }
      const [a, b] = counts.map((count) => proportion({ count, n: day * daily }));
      const effect = effectOf(a!, b!, 'absolute');
      found.sequential ||= sequentialTest(effect, settings).p < ALPHA;
      found.fixed ||= welch(effect, settings).p < ALPHA;
    }
    sequential += found.sequential ? 1 : 0;
    fixed += found.fixed ? 1 : 0;
  }
  expect(sequential / runs).toBeLessThanOrEqual(ALPHA);
  expect(fixed / runs).toBeGreaterThan(2 * ALPHA);
});

describe('95 % intervals cover the true effect in 93.5 to 96.5 % of runs', () => {
  test.each(['absolute', 'relative'] as const)('%s', (scale) => {
    const random = randomFrom(9);
    const normal = normalFrom(random);
    const [runs, people] = [4000, 150];
    const truth = { absolute: [0.06, 1], relative: [0.06 / 0.3, 0.1] }[scale];
    const covered = [0, 0];
    for (let run = 0; run < runs; run += 1) {
      const shares = [0.3, 0.36].map((rate) => {
        let count = 0;
        for (let i = 0; i < 2 * people; i += 1) {
          count += random() < rate ? 1 : 0;
        }
        return proportion({ count, n: 2 * people });
      });
      const means = [10, 11].map((expected, arm) => {
        const sums = { n: people, sum: 0, squares: 0 };
        for (let i = 0; i < people; i += 1) {
          const value = expected + (1 + arm) * normal();
          sums.sum += value;
          sums.squares += value * value;
        }
        return mean(sums);
      });
      [shares, means].forEach(([a, b], kind) => {
        const { low, high } = welch(effectOf(a!, b!, scale), settings);
        covered[kind]! += low <= truth[kind]! && truth[kind]! <= high ? 1 : 0;
      });
    }
    for (const count of covered) {
      expect(count / runs).toBeGreaterThan(0.935);
      expect(count / runs).toBeLessThan(0.965);
    }
  });
});

test('a sample ratio mismatch is found at its rate where there is none, and where one is', () => {
  const random = randomFrom(10);
  const normal = normalFrom(random);
  const [runs, people] = [20_000, 10_000];
  const split = (share: number) => Math.round(people * share + Math.sqrt(people * share * (1 - share)) * normal());
  let [fair, unfair] = [0, 0];
  for (let run = 0; run < runs; run += 1) {
    [0.5, 0.52].forEach((share, kind) => {
      const first = split(share);
      const { p } = sampleRatio([
        { count: first, weight: 1 },
        { count: people - first, weight: 1 },
      ]);
      fair += kind === 0 && p < MISMATCH_P ? 1 : 0;
      unfair += kind === 1 && p < MISMATCH_P ? 1 : 0;
    });
  }
  // 0.001 +- four standard errors of 20,000 runs; and of 2 % more P(|z + 4| > 3.2905) = 0.761.
  expect(fair / runs).toBeGreaterThan(0.001 - 4 * Math.sqrt(0.001 / runs));
  expect(fair / runs).toBeLessThan(0.001 + 4 * Math.sqrt(0.001 / runs));
  expect(unfair / runs).toBeCloseTo(0.761, 1);
});

test('a covariate that correlates by rho takes rho^2 off the variance, and leaves coverage as it is', () => {
  const normal = normalFrom(randomFrom(11));
  const [runs, people, rho, truth] = [1000, 200, 0.8, 0.2];
  const arm = (shift: number): Moments => {
    const sums = [0, 0];
    const products = [
      [0, 0],
      [0, 0],
    ];
    for (let i = 0; i < people; i += 1) {
      const before = normal();
      const values = [5 + shift + rho * before + Math.sqrt(1 - rho * rho) * normal(), 3 + before];
      values.forEach((x, j) => {
        sums[j]! += x;
        values.forEach((y, k) => (products[j]![k]! += x * y));
      });
    }
    return { n: people, sums, products };
  };
  const plain = ({ n, sums, products }: Moments) => mean({ n, sum: sums[0]!, squares: products[0]![0]! });
  let [share, covered] = [0, 0];
  for (let run = 0; run < runs; run += 1) {
    const [a, b] = [arm(0), arm(truth)];
    const adjusted = cuped(a, b, 'mean', 'absolute');
    const { low, high } = welch(adjusted, settings);
    share += (adjusted.error / effectOf(plain(a), plain(b), 'absolute').error) ** 2 / runs;
    covered += low <= truth && truth <= high ? 1 : 0;
  }
  expect(share).toBeCloseTo(1 - rho * rho, 2);
  expect(covered / runs).toBeGreaterThan(0.935);
  expect(covered / runs).toBeLessThan(0.965);
});
