import type { ExperimentQuery, Frame } from '@fawkes/contract';
import { Problem } from '../../problem';
import { bind, sql } from '../../store/sql';
import { frame, numberColumn, textColumn } from '../frame';
import { peopleNotices } from '../measures/people-notice';
import type { Computed, Question } from '../question';
import { defaultInterval, incompleteBuckets, planBuckets } from '../time/buckets';
import { armColumns, exclusionNotices, type Experiment, peopleOf, statusOf, variantsOf } from './arms';
import { exposedSql } from './exposed-sql';
import { listSql, type ListedRow, readExperiment, runsSinceOf } from './list-sql';

const NAMED = 20;

/**
 * One experiment: frames `variants` (people, conversions, rate in percent with its Wilson 95 % interval), `summary` (status,
 * first and latest exposure, people left out) and `over_time` (people and conversions of each variant from the first exposure up
 * to the end of each interval).
 * @throws Problem 404 that lists the experiments there are, where nobody was exposed to it in the range.
 */
export async function experiment(q: Question<ExperimentQuery>): Promise<Computed> {
  const [[row], notices] = await Promise.all([q.run<ListedRow>(listSql(q)), peopleNotices(q, ['unique_visitors'])]);
  if (row === undefined) {
    throw await unknown(q);
  }
  const found = readExperiment(row);
  return {
    frames: [frame('variants', armColumns(variantsOf(found))), summary(found, q), await overTime(q, found)],
    notices: [...notices, ...exclusionNotices([found])],
    cut: null,
  };
}

async function unknown(q: Question<ExperimentQuery>): Promise<Problem> {
  const { experiment: name, ...query } = q.query;
  const rows = await q.run<ListedRow>(
    sql`${listSql({ ...q, query })} ORDER BY latest DESC, experiment ASC LIMIT ${bind('UInt32', NAMED)}`
  );
  const more = Number(rows[0]?.total ?? 0) > NAMED ? ', …' : '';
  const known = rows.map((listed) => listed.experiment).join(', ') + more;
  return new Problem(
    404,
    'unknown_experiment',
    `Nobody was exposed to an experiment "${name}" in the range. There are: ${known || 'none'}.`,
    [{ path: 'experiment', message: 'unknown' }]
  );
}

function summary(found: Experiment, q: Question<ExperimentQuery>): Frame {
  const { assigned, excluded } = peopleOf(found);
  const time = (name: string, value: number, displayName: string) => ({
    name,
    type: 'time' as const,
    values: [value],
    config: { displayName },
  });
  return frame('summary', [
    textColumn('experiment', [found.experiment], { displayName: 'Experiment' }),
    textColumn('status', [statusOf(found, runsSinceOf(q))], { displayName: 'Status' }),
    time('started', found.started, 'First exposure'),
    time('latest', found.latest, 'Latest exposure'),
    numberColumn('assigned', [assigned], { displayName: 'People' }),
    numberColumn('excluded', [excluded], { displayName: 'Saw several variants' }),
  ]);
}

interface Joined {
  variant: string;
  bucket: number;
  people: number;
  conversions: number;
}

async function overTime(q: Question<ExperimentQuery>, found: Experiment): Promise<Frame> {
  const range = { ...q.range, from: found.started };
  const interval = q.query.interval ?? defaultInterval(range);
  const plan = planBuckets(range, interval, q.timezone, q.weekStart);
  const rows = await q.run<Joined>(sql`
    SELECT variant, moment.1 AS bucket, countIf(moment.2 = 0) AS people, countIf(moment.2 = 1) AS conversions
    FROM (
      SELECT variant, arrayJoin(arrayConcat([(${plan.key(sql`exposed`)}, 0)],
        if(converted > 0, [(${plan.key(sql`converted`)}, 1)], []))) AS moment
      FROM (${exposedSql(q)}) WHERE variant != ''
    ) GROUP BY variant, bucket`);
  const joined = new Map(rows.map((row) => [`${row.bucket} ${row.variant}`, row]));
  const columns = variantsOf(found).flatMap(({ variant }) =>
    (['people', 'conversions'] as const).map((name) => {
      let sum = 0;
      const values = plan.buckets.map(({ key }) => (sum += Number(joined.get(`${key} ${variant}`)?.[name] ?? 0)));
      return { ...numberColumn(name, values), labels: { variant } };
    })
  );
  const time = { name: 'time', type: 'time' as const, values: plan.buckets.map(({ start }) => start) };
  return frame('over_time', [time, ...columns], { interval, incomplete: incompleteBuckets(plan, q.range) });
}
