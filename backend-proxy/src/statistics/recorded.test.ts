import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { adjustedInterval } from './adjusted-interval';
import { believe, priorOn } from './bayesian';
import { benjaminiHochberg } from './benjamini-hochberg';
import { sequentialTest } from './confidence-sequence';
import { cuped, type CupedKind } from './cuped';
import { chiSquareUpper, criticalT, criticalZ, studentCdf } from './distributions';
import { effectOf, NOTHING } from './effect';
import { mean, proportion, ratio } from './estimate';
import { holm } from './holm';
import type { Side } from './hypothesis';
import { additionalSample, powerAfter } from './mid-experiment';
import type { Moments } from './moments';
import { newcombe } from './newcombe';
import { minimumEffect, power } from './power';
import { quantile, quantileRanks } from './quantile';
import { sampleRatio } from './sample-ratio';
import { sampleSize } from './sample-size';
import { welch } from './welch';
import { wilson } from './wilson';
import { winsorize } from './winsorize';

/** As recorded/record.py wrote them: inputs, and what scipy, statsmodels and others make of them. */
function recorded<Inputs, Expected>(name: string): Array<[Inputs, Expected]> {
  const file = gunzipSync(readFileSync(new URL(`./recorded/${name}.json.gz`, import.meta.url)));
  const rows = JSON.parse(file.toString('utf8'), (_, value: unknown) =>
    value === 'Infinity' ? Infinity : value === '-Infinity' ? -Infinity : value
  ) as Array<[Inputs, Expected]>;
  expect(rows.length).toBeGreaterThanOrEqual(500);
  return rows;
}

/** Agree to 1e-9 of the value; `floor` for what the other side knows only to that absolute error. */
function agree(actual: unknown[], expected: unknown[], floor = 1e-300): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      expect(actual[i]).toBe(value);
      return;
    }
    const off = Math.abs(Number(actual[i]) - value);
    if (typeof actual[i] !== 'number' || !(off <= 1e-9 * Math.abs(value) + floor)) {
      expect.fail(`${String(actual[i])} is not ${value}`);
    }
  });
}

type Three = [n: number, sum: number, squares: number];
const meanOf = ([n, sum, squares]: Three) => mean({ n, sum, squares });
const scaleOf = (relative: boolean) => (relative ? 'relative' : 'absolute');
const designOf = (alpha: number, tuning: number | null) => ({ alpha, tuning: tuning ?? undefined });

test('distributions', () => {
  for (const [[p, df, k, x, t], expected] of recorded<number[], number[]>('distributions')) {
    agree([criticalZ(p!), criticalT(p!, df!), studentCdf(t!, df!), chiSquareUpper(x!, k!)], expected);
  }
});

test("Welch's test of means", () => {
  for (const [[a, b, side, alpha], expected] of recorded<[Three, Three, Side, number], number[]>('welch')) {
    const effect = effectOf(meanOf(a), meanOf(b), 'absolute');
    const { p, low, high } = welch(effect, { alpha, side });
    agree([p, low, high, effect.df], expected, 1e-12);
  }
});

test("Welch's test of proportions", () => {
  for (const [[n, x, m, y], expected] of recorded<number[], number[]>('proportions')) {
    const [a, b] = [proportion({ n: n!, count: x! }), proportion({ n: m!, count: y! })];
    const effect = effectOf(a, b, 'absolute');
    agree([welch(effect, { alpha: 0.05, side: 'two' }).p, effect.lift], expected, 1e-15);
  }
});

test('relative effects', () => {
  for (const [[a, b], expected] of recorded<[Three, Three], number[]>('relative')) {
    const effect = effectOf(meanOf(a), meanOf(b), 'relative');
    const { p, low, high } = welch(effect, { alpha: 0.05, side: 'two' });
    agree([effect.lift, effect.error, p, low, high], expected, 1e-12);
  }
});

test('ratios', () => {
  for (const [{ n, sums, products }, expected] of recorded<Moments, number[]>('ratio')) {
    const estimate = ratio({
      n,
      numerator: { sum: sums[0]!, squares: products[0]![0]! },
      denominator: { sum: sums[1]!, squares: products[1]![1]! },
      product: products[0]![1]!,
    })!;
    agree([estimate.mean, estimate.variance], expected);
  }
});

test('quantiles', () => {
  for (const [[values, q], expected] of recorded<[number[], number], number[]>('quantile')) {
    const { at, interval } = quantileRanks(values.length, q)!;
    const estimate = quantile({
      n: values.length,
      at: values[at - 1]!,
      interval: interval && { low: values[interval.low - 1]!, high: values[interval.high - 1]! },
    })!;
    agree([estimate.mean, estimate.variance / estimate.n], expected);
  }
});

test('winsorized means', () => {
  for (const [[[n, sum, squares], over, cap], expected] of recorded<[Three, number, number], number[]>('winsorized')) {
    const estimate = mean(winsorize({ n, sum, squares }, over, cap))!;
    agree([estimate.mean, estimate.variance], expected);
  }
});

test('the sequential test', () => {
  type Inputs = [Three, Three, boolean, number, number];
  for (const [[a, b, relative, alpha, tuning], expected] of recorded<Inputs, number[]>('sequential')) {
    const effect = effectOf(meanOf(a), meanOf(b), scaleOf(relative));
    const [two, one] = (['two', 'greater'] as const).map((side) => sequentialTest(effect, { alpha, side, tuning }));
    agree([two!.p, two!.low, two!.high, one!.p, one!.low], expected, 1e-12);
    const mirrored = sequentialTest({ ...effect, lift: -effect.lift }, { alpha, side: 'less', tuning });
    agree([mirrored.p, -mirrored.high, mirrored.low], [one!.p, one!.low, -Infinity]);
  }
});

test('beliefs', () => {
  type Inputs = [Three, Three, boolean, boolean, [number, number] | null];
  for (const [[a, b, relative, lower, prior], expected] of recorded<Inputs, number[]>('bayesian')) {
    const [control, variant] = [meanOf(a), meanOf(b)];
    const scale = scaleOf(relative);
    const belief = believe(effectOf(control, variant, scale), {
      alpha: 0.05,
      wanted: lower ? 'decrease' : 'increase',
      prior: prior ? priorOn(scale, { mean: prior[0], deviation: prior[1] }, control!.mean) : undefined,
    });
    agree([belief.lift, belief.chance, belief.loss, belief.low, belief.high], expected, 1e-12);
  }
});

test.each(['cuped', 'cuped-ratio'])('%s', (name) => {
  type Inputs = [Moments, Moments, CupedKind, boolean];
  for (const [[a, b, kind, relative], expected] of recorded<Inputs, number[]>(name)) {
    const { theta, lift, error, df } = cuped(a, b, kind, scaleOf(relative));
    agree([theta, lift, error, df], expected, 1e-12);
  }
});

test('sample ratios', () => {
  for (const [[counts, weights], expected] of recorded<[number[], number[]], number[]>('sample-ratio')) {
    const { statistic, p } = sampleRatio(counts.map((count, i) => ({ count, weight: weights[i]! })));
    agree([statistic, p], expected, 1e-12);
  }
});

test('corrections', () => {
  for (const [values, [byHolm, byHochberg]] of recorded<number[], [number[], number[]]>('multiple')) {
    agree(holm(values), byHolm);
    agree(benjaminiHochberg(values), byHochberg);
  }
  for (const [[lift, p, alpha], expected] of recorded<number[], number[]>('adjusted')) {
    const { low, high } = adjustedInterval(lift!, p!, alpha!);
    agree([low, high], expected, 1e-12);
  }
});

test('intervals of shares and of their difference', () => {
  for (const [[x, n, y, m, alpha], expected] of recorded<number[], number[]>('shares')) {
    const [a, b] = [
      { count: x!, n: n! },
      { count: y!, n: m! },
    ];
    const [own, difference] = [wilson(a, alpha)!, newcombe(a, b, alpha!)!];
    agree([own.low, own.high, difference.low, difference.high], expected, 1e-12);
  }
});

test('power, the smallest effect and the sample that find it', () => {
  type Inputs = [number, number, number, number, number, number | null];
  for (const [[m, variance, effect, n, alpha, tuning], expected] of recorded<Inputs, Array<number | null>>('power')) {
    const [baseline, design] = [{ mean: m, variance }, designOf(alpha, tuning)];
    agree([power(baseline, effect, n, design), minimumEffect(baseline, n, 0.8, design)], expected, 1e-12);
  }
  for (const [[m, variance, effect, wanted, alpha, tuning], n] of recorded<Inputs, number>('sample-size')) {
    expect(sampleSize({ mean: m, variance }, effect, wanted, designOf(alpha, tuning))).toBe(n);
  }
});

test('power in mid-experiment', () => {
  type Inputs = [number, number, number, number, number, number | null];
  for (const [[error, n, target, wanted, alpha, tuning], expected] of recorded<Inputs, Array<number | null>>(
    'mid-experiment'
  )) {
    const [effect, design] = [{ ...NOTHING, error, n }, designOf(alpha, tuning)];
    agree([powerAfter(effect, target, 0, design), additionalSample(effect, target, wanted, design)], expected, 1e-12);
  }
});
