import type { Frame } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { type Column, frame, numberColumn } from '../frame';
import type { Question } from '../question';
import { type BucketPlan, incompleteBuckets, planBuckets } from '../time/buckets';
import type { ResolvedRange } from '../time/range';
import { type Experiment, variantsOf } from './arms';
import { exposedSql, type ExperimentQuestion } from './exposed-sql';

interface Joined {
  experiment: string;
  variant: string;
  bucket: number;
  people: number;
  conversions: number;
}

/** Experiments that are asked about in one and the same way. */
export interface AskedAlike {
  asked: ExperimentQuestion;
  experiments: readonly Experiment[];
}

/** How experiments came about: up to the end of each interval, from where the first of them began. */
export interface Course {
  plan: BucketPlan;
  interval: string;
  range: ResolvedRange;
  /** A variant's people and conversions by the end of each interval. */
  of(experiment: string, variant: string): { people: number[]; conversions: number[] };
}

export async function courseOf(q: Question<object>, groups: readonly AskedAlike[], interval: string): Promise<Course> {
  const experiments = groups.flatMap((group) => group.experiments);
  const from = Math.min(q.range.to, ...experiments.flatMap(({ exposed }) => exposed?.first ?? []));
  const plan = planBuckets({ ...q.range, from }, interval, q.timezone, q.weekStart);
  const rows = (await Promise.all(groups.map((group) => q.run<Joined>(joinedSql(group, plan))))).flat();
  const joined = new Map(rows.map((row) => [JSON.stringify([Number(row.bucket), row.experiment, row.variant]), row]));
  return {
    plan,
    interval,
    range: q.range,
    of(experiment, variant) {
      const byEnd = (name: 'people' | 'conversions') => {
        let sum = 0;
        return plan.buckets.map(
          ({ key }) => (sum += Number(joined.get(JSON.stringify([Number(key), experiment, variant]))?.[name] ?? 0))
        );
      };
      return { people: byEnd('people'), conversions: byEnd('conversions') };
    },
  };
}

/** A frame of numbers of each interval. */
export function courseFrame(name: string, { plan, interval, range }: Course, columns: Column[]): Frame {
  const time = { name: 'time', type: 'time' as const, values: plan.buckets.map(({ start }) => start) };
  return frame(name, [time, ...columns], { interval, incomplete: incompleteBuckets(plan, range) });
}

/** Frame `over_time`: people and conversions of each variant of these experiments by the end of each interval. */
export function overTime(course: Course, experiments: readonly Experiment[]): Frame {
  const columns = experiments.flatMap((one) =>
    variantsOf(one).flatMap(({ variant }) => {
      const of = course.of(one.experiment, variant);
      const labels = { experiment: one.experiment, variant };
      return (['people', 'conversions'] as const).map((name) => ({ ...numberColumn(name, of[name]), labels }));
    })
  );
  return courseFrame('over_time', course, columns);
}

/** How many came to each variant in each interval, and how many converted in it. */
function joinedSql({ asked, experiments }: AskedAlike, plan: BucketPlan): Sql {
  const ids = bind(
    'Array(String)',
    experiments.map(({ experiment }) => experiment)
  );
  return sql`
    SELECT experiment, variant, moment.1 AS bucket, countIf(moment.2 = 0) AS people, countIf(moment.2 = 1) AS conversions
    FROM (
      SELECT experiment, variant, arrayJoin(arrayConcat([(${plan.key(sql`exposed`)}, 0)],
        if(converted > 0, [(${plan.key(sql`converted`)}, 1)], []))) AS moment
      FROM (${exposedSql(asked)}) WHERE variant != '' AND has(${ids}, experiment)
    ) GROUP BY experiment, variant, bucket`;
}
