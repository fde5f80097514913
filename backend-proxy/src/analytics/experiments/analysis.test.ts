import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleRatio } from '../../statistics/sample-ratio';
import { analyse } from './analysis';
import type { Arm, Experiment } from './arms';
import { type Design, designOf, type Metric } from './design';
import { measured, measuredConversions } from './measured';

const UNTIL = 30 * 86_400_000;

const variantNames = fc.uniqueArray(fc.constantFrom('control', 'a', 'b', 'c', 'old'), { minLength: 1, maxLength: 4 });
/** People, how many of a million convert, people of the last week: also none, all, and very many. */
const armNumbers = fc.record({
  assignments: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 2_000_000 })),
  converting: fc.oneof(fc.constantFrom(0, 1_000_000), fc.integer({ min: 0, max: 1_000_000 })),
});

/** People who came to each variant by chance, or as evenly as they should. */
const experiment: fc.Arbitrary<Experiment> = fc
  .record({
    names: variantNames,
    numbers: fc.array(armNumbers, { minLength: 4, maxLength: 4 }),
    even: fc.option(fc.integer({ min: 1, max: 100_000 })),
    excluded: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5000 })),
  })
  .map(({ names, numbers, even, excluded }) => ({
    experiment: 'x',
    exposed: { first: 0, latest: UNTIL },
    arms: [
      ...names.map((variant, i): Arm => {
        const { converting, ...given } = numbers[i]!;
        const assignments = even === null ? given.assignments : even + i;
        const conversions = Math.floor((assignments * converting) / 1_000_000);
        return { variant, assignments, conversions, recent: Math.floor(assignments / 7) };
      }),
      { variant: '', assignments: excluded, conversions: 0, recent: 0 },
    ],
  }));

const design: fc.Arbitrary<Design> = fc
  .record(
    {
      method: fc.constantFrom('sequential' as const, 'fixed' as const, 'bayesian' as const),
      scale: fc.constantFrom('absolute' as const, 'relative' as const),
      sides: fc.constantFrom('two' as const, 'one' as const),
      correction: fc.constantFrom('holm' as const, 'benjamini-hochberg' as const),
      plannedSample: fc.integer({ min: 1, max: 1_000_000 }),
      minimumEffect: fc.double({ min: 0.001, max: 2, noNaN: true }),
      prior: fc.record({ mean: fc.constantFrom(0, 0.1), deviation: fc.constantFrom(0.01, 1) }),
    },
    { requiredKeys: [] }
  )
  .map((given) => designOf({ experiments: [], query: { design: given } }, 'x'));

/** All numbers of a thing, however deep. */
function numbersIn(thing: unknown): number[] {
  if (typeof thing === 'number') {
    return [thing];
  }
  return typeof thing === 'object' && thing !== null ? Object.values(thing).flatMap(numbersIn) : [];
}

test('whatever comes: no NaN, chances within 0 and 1, and a winner only where the rule gives one', () => {
  let winners = 0;
  fc.assert(
    fc.property(experiment, design, (found, judged) => {
      const analysis = analyse(found, judged, [measuredConversions(found.arms)], UNTIL);
      const { comparisons, checks, progress, winner, p, significant, control, health } = analysis;
      expect(numbersIn({ comparisons, checks, progress, p }).some(Number.isNaN)).toBe(false);
      for (const { p: raw, corrected, belief, bounds, effects } of comparisons) {
        expect(raw >= 0 && raw <= corrected && corrected <= 1 && belief.chance >= 0 && belief.chance <= 1).toBe(true);
        expect(bounds.absolute.low <= bounds.absolute.high && effects.absolute.error > 0).toBe(true);
      }
      const meant = found.arms.filter(({ variant }) => variant !== '');
      const split = sampleRatio(meant.map(({ assignments: count }) => ({ count, weight: 1 }))).p;
      const all = found.arms.reduce((sum, { assignments }) => sum + assignments, 0);
      const excluded = found.arms.at(-1)!.assignments;
      const assigned = all - excluded;
      if (winner !== null) {
        winners += 1;
        const best = comparisons.find(({ variant }) => variant === winner)!;
        expect(split).toBeGreaterThanOrEqual(0.001);
        expect(excluded / all).toBeLessThan(0.1);
        expect(best.corrected).toBeLessThan(0.05);
        expect(best.effects.absolute.lift).toBeGreaterThan(0);
        expect(significant && winner !== control && health !== 'failed').toBe(true);
        if (judged.method === 'fixed') {
          expect(assigned).toBeGreaterThanOrEqual(judged.plannedSample!);
        }
      }
    }),
    { numRuns: 3000, seed: 8 }
  );
  expect(winners).toBeGreaterThan(100);
});

test('the order of the variants changes nothing', () => {
  fc.assert(
    fc.property(experiment, design, (found, judged) => {
      const back = { ...found, arms: found.arms.toReversed() };
      const told = (one: Experiment) => {
        const { winner, p, recommendation, health } = analyse(one, judged, [measuredConversions(one.arms)], UNTIL);
        return { winner, p, recommendation, health };
      };
      expect(told(back)).toEqual(told(found));
    }),
    { numRuns: 500, seed: 9 }
  );
});

test('where all people are alike, or a sum is not finite, nothing is told apart', () => {
  const metric: Metric = {
    name: 'Revenue',
    match: { events: ['buy'] },
    type: 'sum',
    wanted: 'increase',
    role: 'primary',
  };
  const arms = ['control', 'bold'].map((variant) => ({ variant, assignments: 100, conversions: 0, recent: 0 }));
  const found: Experiment = { experiment: 'x', exposed: { first: 0, latest: 0 }, arms };
  const of = (sum: number, squares: number) => ({ n: 100, sums: [sum], products: [[squares]] });
  for (const bold of [of(500, 2500), of(Infinity, Infinity), of(0, 0), of(NaN, NaN)]) {
    const sums = {
      metric,
      moments: new Map([
        ['control', of(100, 100)],
        ['bold', bold],
      ]),
      quantiles: new Map(),
    };
    const { winner, p, comparisons } = analyse(
      found,
      designOf({ experiments: [], query: {} }, 'x'),
      [measured(sums)],
      0
    );
    expect({ winner, p, verdict: comparisons[0]!.verdict }).toEqual({ winner: null, p: 1, verdict: 'too little' });
  }
});
