import type { ExperimentQuery, Frame } from '@fawkes/contract';
import { Problem } from '../../problem';
import { bind, sql } from '../../store/sql';
import { frame, numberColumn, textColumn } from '../frame';
import { peopleNotices } from '../measures/people-notice';
import type { Computed, Question } from '../question';
import { defaultInterval } from '../time/buckets';
import { armColumns, exclusionNotices, type Experiment, peopleOf, statusOf, variantsOf } from './arms';
import { listSql, type ListedRow, readExperiment, runsSinceOf } from './list-sql';
import { overTime } from './over-time';

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
  const interval = q.query.interval ?? defaultInterval({ ...q.range, from: found.started });
  return {
    frames: [frame('variants', armColumns(variantsOf(found))), summary(found, q), await overTime(q, [found], interval)],
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
