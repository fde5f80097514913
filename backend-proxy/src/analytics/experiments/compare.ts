import { adjustedInterval } from '../../statistics/adjusted-interval';
import { type Belief, believe, priorOn } from '../../statistics/bayesian';
import { benjaminiHochberg } from '../../statistics/benjamini-hochberg';
import { sequentialTest } from '../../statistics/confidence-sequence';
import type { Effect, Scale } from '../../statistics/effect';
import { guardrail, type GuardrailState, type Test } from '../../statistics/guardrail';
import { holm } from '../../statistics/holm';
import { better, type Interval } from '../../statistics/hypothesis';
import { welch } from '../../statistics/welch';
import type { Design, Metric } from './design';
import type { Measured } from './measured';

/** What is shown of a variant against control, by one metric. */
export type Verdict = 'better' | 'worse' | 'open' | 'too little' | 'holds' | 'fails';

/** A variant against control by one metric. */
export interface Comparison {
  metric: Metric;
  variant: string;
  effects: Record<Scale, Effect>;
  /** What is shown of the effects: the lift, or what is believed of it. */
  shown: Record<Scale, number>;
  /** Of the level of the design; corrected where the p-value is, by belief where the method is Bayesian. */
  bounds: Record<Scale, Interval>;
  p: number;
  /** Corrected for asking about several variants and metrics. */
  corrected: number;
  belief: Belief;
  verdict: Verdict;
}

const SCALES = ['absolute', 'relative'] as const;

/** Every variant against control by each metric; the primary's p-values are corrected among themselves, and so are the secondary ones'. */
export function compareAll(
  metrics: readonly Measured[],
  control: string,
  variants: readonly string[],
  design: Design
): Comparison[] {
  const raw = metrics.flatMap((measured) => compareEach(measured, control, variants, design));
  return (['primary', 'secondary', 'guardrail'] as const).flatMap((role) =>
    corrected(
      raw.filter(({ metric }) => metric.role === role),
      design
    )
  );
}

/** The other variants against control by one metric, as if nothing else were asked. */
export function compareEach(
  measured: Measured,
  control: string,
  variants: readonly string[],
  design: Design
): Comparison[] {
  return variants
    .filter((variant) => variant !== control)
    .map((variant) => compareOne(measured, control, variant, design));
}

/** The test of the design at its level. */
function testOf({ method, alpha, tuning }: Design): Test {
  return (effect, side) =>
    method === 'fixed' ? welch(effect, { alpha, side }) : sequentialTest(effect, { alpha, side, tuning });
}

function compareOne(
  { metric, effect, estimate }: Measured,
  control: string,
  variant: string,
  design: Design
): Comparison {
  const test = testOf(design);
  const { scale, alpha, prior } = design;
  const side = design.sides === 'two' ? 'two' : better(metric.wanted);
  const effects = { absolute: effect(control, variant, 'absolute'), relative: effect(control, variant, 'relative') };
  const base = estimate(control)?.mean ?? 0;
  const beliefs = SCALES.map((on) =>
    believe(effects[on], { alpha, wanted: metric.wanted, prior: prior && priorOn(on, prior, base) })
  );
  const tests = SCALES.map((on) => test(effects[on], side));
  const believing = design.method === 'bayesian';
  const [absolute, relative] = believing ? beliefs : tests;
  const { p } = tests[SCALES.indexOf(scale)]!;
  return {
    ...{ metric, variant, effects, p, corrected: p },
    bounds: { absolute: absolute!, relative: relative! },
    shown: believing
      ? { absolute: beliefs[0]!.lift, relative: beliefs[1]!.lift }
      : { absolute: effects.absolute.lift, relative: effects.relative.lift },
    belief: beliefs[SCALES.indexOf(scale)]!,
    verdict: metric.role === 'guardrail' ? stateOf(effects.relative, metric, design) : 'open',
  };
}

function stateOf(
  effect: Effect,
  { margin, wanted }: Extract<Metric, { role: 'guardrail' }>,
  design: Design
): GuardrailState {
  return guardrail(effect, margin, wanted, { alpha: design.alpha, test: testOf(design) }).state;
}

/** The comparisons of one family, corrected for their number. A guardrail is a question of its own, which no other makes less certain. */
export function corrected(family: readonly Comparison[], design: Design): Comparison[] {
  if (family[0]?.metric.role === 'guardrail') {
    return [...family];
  }
  const correct = design.correction === 'holm' ? holm : benjaminiHochberg;
  const values = correct(family.map(({ p }) => p));
  return family.map((comparison, i) => {
    const p = values[i] ?? comparison.p;
    const bounds =
      p > comparison.p && design.method !== 'bayesian' ? adjusted(comparison, p, design) : comparison.bounds;
    return { ...comparison, corrected: p, bounds, verdict: verdictOf(comparison, p, design) };
  });
}

function adjusted({ effects }: Comparison, p: number, { alpha }: Design): Comparison['bounds'] {
  return {
    absolute: adjustedInterval(effects.absolute.lift, p, alpha),
    relative: adjustedInterval(effects.relative.lift, p, alpha),
  };
}

function verdictOf({ effects, metric }: Comparison, p: number, { alpha, scale }: Design): Verdict {
  const { lift, error } = effects[scale];
  if (!Number.isFinite(error)) {
    return 'too little';
  }
  if (!(p < alpha)) {
    return 'open';
  }
  return lift > 0 === (metric.wanted === 'increase') ? 'better' : 'worse';
}
