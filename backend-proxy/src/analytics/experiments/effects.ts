import type { Frame } from '@fawkes/contract';
import { type Moments, pool } from '../../statistics/moments';
import { sampleRatio } from '../../statistics/sample-ratio';
import { type Column, numberColumn } from '../frame';
import type { Analysis } from './analysis';
import { variantsOf } from './arms';
import { compareAll, type Comparison } from './compare';
import { isCounted, type Metric } from './design';
import type { ExperimentQuestion } from './exposed-sql';
import { allocated } from './health';
import { measured, type Measured } from './measured';
import { momentsOf, planSums } from './metric-sums';
import { type GrowthRow, growthSql } from './numbers-sql';
import { type Course, courseFrame } from './over-time';
import { boundsOf } from './results-frame';

/** Where the primary metric stood by the end of an interval. */
interface Standing {
  primary: Measured;
  comparisons: readonly Comparison[];
}

/**
 * Frame `effects`: what was known of the primary metric by the end of each interval: each variant's value, and against control its
 * absolute and relative effect with intervals, and the corrected p-value. Undefined of a quantile, which does not add up.
 */
export async function effectsFrame(
  q: ExperimentQuestion,
  analysis: Analysis,
  course: Course
): Promise<Frame | undefined> {
  const { control, design, metrics, experiment } = analysis;
  const { metric } = metrics[0]!;
  const variants = variantsOf(experiment).map(({ variant }) => variant);
  if (metric.type === 'quantile') {
    return undefined;
  }
  const byEnd = await momentsByEnd(q, analysis, course);
  const standings = course.plan.buckets.map((_, at): Standing => {
    const primary = measured({
      metric,
      moments: new Map(variants.map((variant) => [variant, byEnd(variant, at)])),
      quantiles: new Map(),
    });
    const there = variants.filter((variant) => byEnd(variant, at).n > 0);
    const comparisons =
      control !== null && there.includes(control) ? compareAll([primary], control, there, design) : [];
    return { primary, comparisons };
  });
  const columns = variants.flatMap((variant) => columnsOf(variant, standings, { metric, control }));
  return courseFrame('effects', course, columns);
}

/**
 * Frame `exposures`: the people who came to each variant in each interval, and the p-value of the split of all who had come by its end.
 */
export function exposuresFrame({ experiment, design }: Analysis, course: Course): Frame {
  const arms = variantsOf(experiment);
  const people = new Map(arms.map(({ variant }) => [variant, course.of(experiment.experiment, variant).people]));
  const came = arms.map(({ variant }) => {
    const byEnd = people.get(variant)!;
    const values = byEnd.map((sum, at) => sum - (byEnd[at - 1] ?? 0));
    return { ...numberColumn('people', values, { displayName: `${variant}: people` }), labels: { variant } };
  });
  const split = course.plan.buckets.map((_, at) => {
    const then = arms.map((arm) => ({ ...arm, assignments: people.get(arm.variant)![at]! }));
    return sampleRatio(allocated(then, design)).p;
  });
  return courseFrame('exposures', course, [
    ...came,
    numberColumn('split_p', split, { displayName: 'p-value of the split' }),
  ]);
}

function columnsOf(
  variant: string,
  standings: readonly Standing[],
  { metric, control }: { metric: Metric; control: string | null }
): Column[] {
  const percent = metric.type === 'proportion';
  const factor = percent ? 100 : 1;
  const labelled = (name: string, values: Array<number | null>, title: string, unit: string | false): Column => ({
    ...numberColumn(name, values, { displayName: `${variant}: ${title}`, ...(unit && { unit }) }),
    labels: { variant },
  });
  const against = (name: string, title: string, unit: string | false, of: (comparison: Comparison) => number | null) =>
    labelled(
      name,
      standings.map(({ comparisons }) => {
        const found = comparisons.find((each) => each.variant === variant);
        return found === undefined ? null : of(found);
      }),
      title,
      unit
    );
  const points = percent && 'percent';
  const value = standings.map(({ primary }) => {
    const found = primary.estimate(variant);
    return found && factor * found.mean;
  });
  const own = labelled('value', value, metric.name, points);
  return variant === control
    ? [own]
    : [
        own,
        against('effect', 'effect', points, ({ shown }) => factor * shown.absolute),
        against('effect_low', 'effect from', points, ({ bounds }) => boundsOf(bounds.absolute, factor)[0]),
        against('effect_high', 'effect to', points, ({ bounds }) => boundsOf(bounds.absolute, factor)[1]),
        against('relative_effect', 'relative effect', 'percent', ({ shown }) => 100 * shown.relative),
        against('relative_low', 'relative from', 'percent', ({ bounds }) => boundsOf(bounds.relative, 100)[0]),
        against('relative_high', 'relative to', 'percent', ({ bounds }) => boundsOf(bounds.relative, 100)[1]),
        against('p_corrected', 'p-value', false, ({ corrected }) => corrected),
      ];
}

/** What a variant's people came to by the end of an interval: counted with the exposures where the metric is, else added up. */
async function momentsByEnd(
  q: ExperimentQuestion,
  { experiment, metrics, design }: Analysis,
  course: Course
): Promise<(variant: string, at: number) => Moments> {
  const { metric } = metrics[0]!;
  const counts = new Map(
    variantsOf(experiment).map(({ variant }) => [variant, course.of(experiment.experiment, variant)])
  );
  if (isCounted(design)) {
    return (variant, at) => {
      const { people, conversions } = counts.get(variant)!;
      return { n: people[at]!, sums: [conversions[at]!], products: [[conversions[at]!]] };
    };
  }
  const { plan, pairs } = await planSums(q, [metric], variantsOf(experiment), design.cuped);
  const rows = await q.run<GrowthRow>(growthSql(q, plan, pairs, course.plan));
  const grown = new Map(rows.map((row) => [JSON.stringify([row.variant, Number(row.bucket)]), row]));
  const byEnd = new Map(
    [...counts].map(([variant, { people }]) => {
      let sum: Moments = momentsOf(undefined, plan.places[0]!, pairs, 0);
      const all = course.plan.buckets.map(({ key }, at) => {
        sum = pool(sum, momentsOf(grown.get(JSON.stringify([variant, Number(key)])), plan.places[0]!, pairs, 0));
        return { ...sum, n: people[at]! };
      });
      return [variant, all];
    })
  );
  return (variant, at) => byEnd.get(variant)![at]!;
}
