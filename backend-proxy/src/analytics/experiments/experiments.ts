import type { ExperimentsQuery, Frame } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { frame, numberColumn, textColumn } from '../frame';
import { peopleNotices } from '../measures/people-notice';
import type { Computed, Question } from '../question';
import { armColumns, exclusionNotices, type Experiment, peopleOf, statusOf, variantsOf } from './arms';
import { listSql, type ListedRow, readExperiment, runsSinceOf } from './list-sql';
import { overTime } from './over-time';

/** More are no list to read; the latest are kept. */
const MOST = 200;
/** More lines nobody tells apart. */
const MOST_LINES = 20;

/**
 * The experiments that people were exposed to in the range, those with the latest exposure first: frame `experiments` (status,
 * first and latest exposure, people in a variant, people left out since they saw several; winner and p-value are not computed
 * yet), frame `variants` (people, conversions, rate in percent with its Wilson 95 % interval) and frame `summary` (how many there
 * are, how many run, and how many have a winner). With an interval also frame `over_time`, of the latest 20 experiments.
 */
export async function experiments(q: Question<ExperimentsQuery>): Promise<Computed> {
  const runsSince = runsSinceOf(q);
  const [rows, notices] = await Promise.all([
    q.run<ListedRow & { running: number }>(sql`
      SELECT *, countIf(latest >= ${bind('Int64', runsSince)}) OVER () AS running
      FROM (${listSql(q)} ${havingSql(q, runsSince)}) ORDER BY latest DESC, experiment ASC LIMIT ${bind('UInt32', MOST)}`),
    peopleNotices(q, ['unique_visitors']),
  ]);
  const found = rows.map(readExperiment);
  const total = Number(rows[0]?.total ?? 0);
  const { interval } = q.query;
  const lines = interval === undefined ? [] : [await overTime(q, found.slice(0, MOST_LINES), interval)];
  const table = experimentsFrame(found, runsSince);
  return {
    frames: [table, variantsFrame(found), summary(rows[0], table), ...lines],
    notices: [...notices, ...exclusionNotices(found)],
    cut: total > found.length ? { what: 'experiments', shown: found.length, total } : null,
  };
}

function havingSql(q: Question<ExperimentsQuery>, runsSince: number): Sql {
  const since = bind('Int64', runsSince);
  const { status } = q.query;
  return status === undefined
    ? sql``
    : { running: sql`HAVING latest >= ${since}`, stopped: sql`HAVING latest < ${since}`, draft: sql`HAVING false` }[
        status
      ];
}

function experimentsFrame(found: Experiment[], runsSince: number): Frame {
  const time = (name: 'started' | 'latest', displayName: string) => ({
    name,
    type: 'time' as const,
    values: found.map((experiment) => experiment[name]),
    config: { displayName },
  });
  const number = (name: string, displayName: string, of: (experiment: Experiment) => number) =>
    numberColumn(name, found.map(of), { displayName });
  const unknown = found.map(() => null);
  return frame('experiments', [
    textColumn(
      'experiment',
      found.map(({ experiment }) => experiment),
      { displayName: 'Experiment' }
    ),
    textColumn(
      'status',
      found.map((experiment) => statusOf(experiment, runsSince)),
      { displayName: 'Status' }
    ),
    time('started', 'First exposure'),
    time('latest', 'Latest exposure'),
    number('variants', 'Variants', (experiment) => variantsOf(experiment).length),
    number('assigned', 'People', (experiment) => peopleOf(experiment).assigned),
    number('excluded', 'Saw several variants', (experiment) => peopleOf(experiment).excluded),
    { name: 'winner', type: 'string', values: unknown, config: { displayName: 'Winner' } },
    numberColumn('p_value', unknown, { displayName: 'p-value' }),
  ]);
}

function summary(first: { total: number; running: number } | undefined, table: Frame): Frame {
  const winners = table.data.values[table.schema.fields.findIndex(({ name }) => name === 'winner')] ?? [];
  return frame('summary', [
    numberColumn('experiments', [Number(first?.total ?? 0)], { displayName: 'Experiments' }),
    numberColumn('running', [Number(first?.running ?? 0)], { displayName: 'Running' }),
    numberColumn('significant', [winners.filter((winner) => winner !== null).length], { displayName: 'With a winner' }),
  ]);
}

function variantsFrame(found: Experiment[]): Frame {
  const rows = found.flatMap((experiment) => variantsOf(experiment).map((arm) => ({ experiment, arm })));
  return frame('variants', [
    textColumn(
      'experiment',
      rows.map(({ experiment }) => experiment.experiment),
      { displayName: 'Experiment' }
    ),
    ...armColumns(rows.map(({ arm }) => arm)),
  ]);
}
