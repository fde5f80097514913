import type { Frame } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { frame, numberColumn } from '../frame';
import type { Question } from '../question';
import { type BucketPlan, incompleteBuckets, planBuckets } from '../time/buckets';
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

/**
 * Frame `over_time`: people and conversions of each variant of these experiments from the first exposure up to the end of each
 * interval, which begin where the first of them began.
 */
export async function overTime(q: Question<object>, groups: readonly AskedAlike[], interval: string): Promise<Frame> {
  const experiments = groups.flatMap((group) => group.experiments);
  const from = Math.min(q.range.to, ...experiments.flatMap(({ exposed }) => exposed?.first ?? []));
  const plan = planBuckets({ ...q.range, from }, interval, q.timezone, q.weekStart);
  const rows = (await Promise.all(groups.map((group) => q.run<Joined>(joinedSql(group, plan))))).flat();
  const joined = new Map(rows.map((row) => [JSON.stringify([row.bucket, row.experiment, row.variant]), row]));
  const columns = experiments.flatMap((one) =>
    variantsOf(one).flatMap(({ variant }) =>
      (['people', 'conversions'] as const).map((name) => {
        let sum = 0;
        const at = (bucket: number) => joined.get(JSON.stringify([Number(bucket), one.experiment, variant]));
        const values = plan.buckets.map(({ key }) => (sum += Number(at(key)?.[name] ?? 0)));
        return { ...numberColumn(name, values), labels: { experiment: one.experiment, variant } };
      })
    )
  );
  const time = { name: 'time', type: 'time' as const, values: plan.buckets.map(({ start }) => start) };
  return frame('over_time', [time, ...columns], { interval, incomplete: incompleteBuckets(plan, q.range) });
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
