import type { Frame } from '@fawkes/contract';
import { effectOf } from '../../statistics/effect';
import { type Estimate, linearized } from '../../statistics/estimate';
import { holm } from '../../statistics/holm';
import { covariance, type Moments } from '../../statistics/moments';
import { welch } from '../../statistics/welch';
import { frame, numberColumn, textColumn } from '../frame';
import type { Analysis } from './analysis';
import { variantsOf } from './arms';
import type { Metric } from './design';
import type { ExperimentQuestion } from './exposed-sql';
import { listSql, type ListedRow, readExperiment } from './list-sql';
import { momentsOf, planSums } from './metric-sums';
import { type Span } from './numbers-plan';
import { type SumsRow, sumsSql } from './numbers-sql';
import { boundsOf } from './results-frame';

const WEEK_MS = 7 * 86_400_000;
const [FIRST, SECOND]: [Span, Span] = [
  { from: 0, to: WEEK_MS - 1 },
  { from: WEEK_MS, to: 2 * WEEK_MS - 1 },
];

/**
 * Frame `novelty`: each variant's absolute effect on what people did in the week from their exposure on and in the week after it, and
 * by how much these differ, with interval and p-value (Welch's test of each person's difference, corrected over the variants). It is
 * of people whose two weeks are over. Undefined where the primary metric names no events, or is a quantile, which does not add up.
 */
export async function noveltyFrame(asked: ExperimentQuestion, analysis: Analysis): Promise<Frame | undefined> {
  const { design, control } = analysis;
  const { primary } = design;
  if (primary === null || primary.type === 'quantile') {
    return undefined;
  }
  const q = { ...asked, query: { ...asked.query, exposedBy: asked.range.to - 2 * WEEK_MS } };
  const weeks = await weeksOf(q, primary);
  const others = variantsOf(analysis.experiment).flatMap(({ variant }) => (variant === control ? [] : [variant]));
  const factor = primary.type === 'proportion' ? 100 : 1;
  const effects = others.map((variant) => {
    const [a, b] = [weeks.get(control ?? ''), weeks.get(variant)];
    const of = (weeks: Weeks) => [a, b].map((moments) => (moments ? estimateOf(moments, weeks, primary) : null));
    const [before, after] = of([-1, 1]);
    const change = effectOf(before!, after!, 'absolute');
    return { variant, people: b?.n ?? 0, early: difference(of([1, 0])), late: difference(of([0, 1])), change };
  });
  const tests = effects.map(({ change }) => welch(change, { alpha: design.alpha, side: 'two' }));
  const p = holm(tests.map((test) => test.p));
  const numbers = (name: string, displayName: string, values: Array<number | null>) =>
    numberColumn(name, values, { displayName });
  return frame('novelty', [
    textColumn('variant', others, { displayName: 'Variant' }),
    numbers(
      'people',
      'People',
      effects.map(({ people }) => people)
    ),
    numbers(
      'early_effect',
      'Effect in the first week',
      effects.map(({ early }) => early && factor * early)
    ),
    numbers(
      'late_effect',
      'Effect in the second week',
      effects.map(({ late }) => late && factor * late)
    ),
    numbers(
      'change',
      'Change',
      effects.map(({ change }) => factor * change.lift)
    ),
    numbers(
      'change_low',
      'Change from',
      tests.map((test) => boundsOf(test, factor)[0])
    ),
    numbers(
      'change_high',
      'Change to',
      tests.map((test) => boundsOf(test, factor)[1])
    ),
    numbers('p_corrected', 'p-value, corrected', p),
    textColumn(
      'verdict',
      effects.map(({ early, change }, i) =>
        verdictOf({ early: early ?? 0, change: change.lift }, (p[i] ?? 1) < design.alpha)
      ),
      { displayName: 'Shown' }
    ),
  ]);
}

/** What a variant came to less control; null where one of them has nobody. */
function difference([control, variant]: Array<Estimate | null>): number | null {
  return control && variant ? variant.mean - control.mean : null;
}

/** By how much the first and the second week count. */
type Weeks = [first: number, second: number];

/** Of each variant the people whose two weeks are over, with what they did in each. */
async function weeksOf(q: ExperimentQuestion, primary: Metric): Promise<Map<string, Moments>> {
  const [row] = await q.run<ListedRow>(listSql(q));
  const arms = row ? variantsOf(readExperiment(row)) : [];
  const { plan, pairs } = await planSums(q, [primary], arms, () => [FIRST, SECOND]);
  const rows = arms.length > 0 ? await q.run<SumsRow>(sumsSql(q, plan, pairs)) : [];
  return new Map(
    arms.map(({ variant, assignments }) => [
      variant,
      momentsOf(
        rows.find((each) => each.variant === variant),
        plan.places[0]!,
        pairs,
        assignments
      ),
    ])
  );
}

/** What a person did, the weeks weighted: of a ratio by the delta method, as the ratio of each week itself. */
function estimateOf(moments: Moments, [first, second]: Weeks, { type }: Metric): Estimate | null {
  const parts =
    type === 'ratio'
      ? [linearized(moments, 0), linearized(moments, 2)]
      : moments.sums.map((sum, at) => ({
          value: sum / moments.n,
          weights: moments.sums.map((_, i) => (i === at ? 1 : 0)),
        }));
  const [early, late] = parts;
  const mean = (first && first * early!.value) + (second && second * late!.value);
  const weights = moments.sums.map((_, i) => first * early!.weights[i]! + second * late!.weights[i]!);
  return moments.n > 0 && Number.isFinite(mean)
    ? { n: moments.n, mean, variance: covariance(moments, weights, weights, 'sample') }
    : null;
}

function verdictOf({ early, change }: { early: number; change: number }, shown: boolean): string {
  if (!shown) {
    return 'open';
  }
  return early * change < 0 ? 'fades' : 'grows';
}
