import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adjustedInterval } from './adjusted-interval';
import { believe } from './bayesian';
import { benjaminiHochberg } from './benjamini-hochberg';
import { sequentialTest } from './confidence-sequence';
import { cuped } from './cuped';
import { type Effect, effectOf, NOTHING, type Scale } from './effect';
import { type Estimate, mean, proportion, ratio, type Sums } from './estimate';
import { guardrail, type Test } from './guardrail';
import { holm } from './holm';
import { better, type Side, type Wanted } from './hypothesis';
import { additionalSample, powerAfter } from './mid-experiment';
import { type Moments } from './moments';
import { sampleRatio } from './sample-ratio';
import { welch } from './welch';

const SIDES: Side[] = ['two', 'greater', 'less'];
const WANTED: Wanted[] = ['increase', 'decrease'];
const SCALES: Scale[] = ['absolute', 'relative'];
const settings = { alpha: 0.05 };

/** Anything that a sum may become, however it went wrong. */
const anything = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity, NaN, 1e300, -1e300, 1e-300, 5e-324, Number.MAX_VALUE),
  fc.integer({ min: -1000, max: 1000 }),
  fc.double({ noNaN: true })
);
const people = fc.oneof(fc.constantFrom(0, 1, 2, NaN, Infinity, -3), fc.integer({ min: 0, max: 1_000_000 }));
const anySums: fc.Arbitrary<Sums> = fc.record({ n: people, sum: anything, squares: anything });
const anyMoments = (k: number): fc.Arbitrary<Moments> =>
  fc.record({
    n: people,
    sums: fc.array(anything, { minLength: k, maxLength: k }),
    products: fc.array(fc.array(anything, { minLength: k, maxLength: k }), { minLength: k, maxLength: k }),
  });
const anyEstimate: fc.Arbitrary<Estimate | null> = fc.oneof(
  anySums.map(mean),
  fc.tuple(people, people).map(([count, n]) => proportion({ count, n })),
  fc
    .tuple(people, anySums, anySums, anything)
    .map(([n, m, d, product]) => ratio({ n, numerator: m, denominator: d, product }))
);

const tests = {
  welch: (effect: Effect, side: Side) => welch(effect, { ...settings, side }),
  sequential: (effect: Effect, side: Side) => sequentialTest(effect, { ...settings, side }),
};

/** Every number that an answer holds. */
function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}

/** All that is said of an effect, which must be numbers, and where nothing is known no verdict. */
function holdsUp(effect: Effect): void {
  Object.values(tests).forEach((test) => testHoldsUp(effect, test));
  WANTED.forEach((wanted) => beliefHoldsUp(effect, wanted));
  const later = [powerAfter(effect, 0.05, 1, settings), additionalSample(effect, 0.05, 0.8, settings)];
  expect(numbersOf(later)).not.toContain(NaN);
}

function testHoldsUp(effect: Effect, test: Test): void {
  const told = Number.isFinite(effect.error);
  for (const side of SIDES) {
    const result = test(effect, side);
    expect(numbersOf([result, adjustedInterval(effect.lift, result.p, settings.alpha)])).not.toContain(NaN);
    expect(result.p >= 0 && result.p <= 1 && result.low <= result.high).toBe(true);
    expect(told || result).toEqual(told || { p: 1, low: -Infinity, high: Infinity });
  }
  for (const wanted of WANTED) {
    const guard = guardrail(effect, 0.02, wanted, { ...settings, test });
    expect(guard.p >= 0 && guard.p <= 1).toBe(true);
    expect(told || guard.state).toBe(told || 'open');
  }
}

function beliefHoldsUp(effect: Effect, wanted: Wanted): void {
  const told = Number.isFinite(effect.error);
  for (const prior of [undefined, { mean: 0.05, deviation: 0.1 }, { mean: 1, deviation: 1e-200 }]) {
    const belief = believe(effect, { ...settings, wanted, prior });
    expect(numbersOf(belief)).not.toContain(NaN);
    expect(belief.chance >= 0 && belief.chance <= 1 && belief.loss >= 0).toBe(true);
    expect(told || belief).toEqual(told || { lift: 0, chance: 0.5, loss: Infinity, low: -Infinity, high: Infinity });
  }
}

test('whatever the sums are, estimates and effects are numbers', () => {
  fc.assert(
    fc.property(anyEstimate, anyEstimate, fc.constantFrom(...SCALES), (a, b, scale) => {
      expect(numbersOf([a, b])).not.toContain(NaN);
      const effect = effectOf(a, b, scale);
      expect(numbersOf(effect)).not.toContain(NaN);
      holdsUp(effect);
    }),
    { seed: 1, numRuns: 1000 }
  );
});

test('whatever the moments are, so are effects with a covariate', () => {
  const pair = fc.constantFrom('proportion' as const, 'mean' as const, 'ratio' as const).chain((kind) => {
    const moments = anyMoments(kind === 'ratio' ? 4 : 2);
    return fc.tuple(fc.constant(kind), moments, moments);
  });
  fc.assert(
    fc.property(pair, fc.constantFrom(...SCALES), ([kind, a, b], scale) => {
      const effect = cuped(a, b, kind, scale);
      expect(numbersOf(effect)).not.toContain(NaN);
      holdsUp(effect);
    }),
    { seed: 2, numRuns: 1000 }
  );
});

test('equal values, which as sums of decimals differ in their last digits, are no evidence', () => {
  const value = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constantFrom(0.1, 1 / 3, 1e-7, 1e15));
  const constant = fc.tuple(value, fc.integer({ min: 1, max: 3000 })).map(([x, n]) => {
    const sums = { n, sum: 0, squares: 0 };
    for (let i = 0; i < n; i += 1) {
      sums.sum += x;
      sums.squares += x * x;
    }
    return sums;
  });
  fc.assert(
    fc.property(constant, constant, fc.constantFrom(...SCALES), (a, b, scale) => {
      expect(effectOf(mean(a), mean(b), scale)).toBe(NOTHING);
    }),
    { seed: 3, numRuns: 300 }
  );
});

test('allocations', () => {
  expect(sampleRatio([])).toEqual({ statistic: 0, df: 0, p: 1 });
  expect(sampleRatio([{ count: 9, weight: 1 }])).toEqual({ statistic: 0, df: 0, p: 1 });
  const nobody = [1, 1].map((weight) => ({ count: 0, weight }));
  expect(sampleRatio(nobody).p).toBe(1);
  // An arm that nobody was meant to see, and nobody saw, is none; one that people saw nevertheless is a fault.
  expect(
    sampleRatio([
      { count: 50, weight: 0.5 },
      { count: 50, weight: 0.5 },
      { count: 0, weight: 0 },
    ])
  ).toEqual({ statistic: 0, df: 1, p: 1 });
  expect(
    sampleRatio([
      { count: 50, weight: 1 },
      { count: 1, weight: 0 },
    ]).p
  ).toBe(0);
  fc.assert(
    fc.property(fc.array(fc.record({ count: people, weight: anything }), { maxLength: 5 }), (arms) => {
      expect(numbersOf(sampleRatio(arms))).not.toContain(NaN);
    }),
    { seed: 4, numRuns: 500 }
  );
});

test('an effect of the other sign is worth the same to a metric that should fall', () => {
  const effect = fc.record({
    lift: fc.double({ min: -1, max: 1, noNaN: true }),
    error: fc.double({ min: 1e-3, max: 1, noNaN: true }),
    df: fc.double({ min: 1, max: 1e4, noNaN: true }),
    n: fc.integer({ min: 2, max: 100_000 }),
  });
  fc.assert(
    fc.property(effect, (up) => {
      const down = { ...up, lift: -up.lift };
      for (const test of Object.values(tests)) {
        expect(test(up, better('increase')).p).toBeCloseTo(test(down, better('decrease')).p, 12);
        const sides = [
          guardrail(up, 0.1, 'increase', { ...settings, test }),
          guardrail(down, 0.1, 'decrease', { ...settings, test }),
        ];
        expect(sides[0]!.state).toBe(sides[1]!.state);
        const { p, low, high } = test(up, 'two');
        if (Math.abs(p - settings.alpha) > 1e-9) {
          expect(p < settings.alpha).toBe(low > 0 || high < 0);
        }
      }
      const [gain, loss] = [
        believe(up, { ...settings, wanted: 'increase' }),
        believe(down, { ...settings, wanted: 'decrease' }),
      ];
      expect(gain.chance).toBeCloseTo(loss.chance, 12);
      expect(gain.loss).toBeCloseTo(loss.loss, 12);
    }),
    { seed: 5, numRuns: 300 }
  );
});

test('corrections leave the order, and never make a p-value smaller', () => {
  const values = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 20 });
  fc.assert(
    fc.property(values, (asked) => {
      for (const corrected of [holm(asked), benjaminiHochberg(asked)]) {
        corrected.forEach((p, i) => {
          const before = asked[i];
          expect(p === null).toBe(before === null);
          expect(p === null || (p >= before! - 1e-15 && p <= 1)).toBe(true);
        });
      }
    }),
    { seed: 6 }
  );
  expect(adjustedInterval(0.1, 1, 0.05)).toEqual({ low: -Infinity, high: Infinity });
  expect(adjustedInterval(0.1, 0, 0.05).low).toBeGreaterThan(0);
});
