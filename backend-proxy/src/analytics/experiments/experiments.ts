import type { ExperimentsQuery, Frame } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { frame, numberColumn, textColumn } from '../frame';
import { peopleNotices } from '../measures/people-notice';
import type { Computed, Question } from '../question';
import type { Analysis } from './analysis';
import { armColumns, type Experiment, variantsOf } from './arms';
import { designOf } from './design';
import { askedOf, deciding, draftOf, findExperiment, healthNotices, judge } from './judge';
import { listSql, type ListedRow, readExperiment, runsSinceOf } from './list-sql';
import { type AskedAlike, courseOf, overTime } from './over-time';
import { experimentColumns } from './summary-frame';

/** More are no list to read; the latest are kept. */
const MOST = 200;
/** More lines nobody tells apart. */
const MOST_LINES = 20;

/**
 * The experiments that people were exposed to in the range, those with the latest exposure first, and those that are defined and
 * nobody saw yet: frame `experiments` (status, people, health, winner, p-value, recommendation), frame `variants` (people,
 * conversions, rate in percent with its Wilson 95 % interval) and frame `summary` (how many there are, how many run, and how many
 * have a significant result). With an interval also frame `over_time`, of the latest 20 experiments.
 */
export async function experiments(q: Question<ExperimentsQuery>): Promise<Computed> {
  const runsSince = runsSinceOf(q);
  const [rows, drafts, notices] = await Promise.all([
    q.run<ListedRow & { running: number }>(sql`
      SELECT *, countIf(latest >= ${bind('Int64', runsSince)}) OVER () AS running
      FROM (${listSql(q)} ${havingSql(q, runsSince)}) ORDER BY latest DESC, experiment ASC LIMIT ${bind('UInt32', MOST)}`),
    draftsOf(q),
    peopleNotices(q, ['unique_visitors']),
  ]);
  const analyses: Analysis[] = [];
  for (const found of [...rows.map(readExperiment), ...drafts]) {
    analyses.push(await analysisOf(q, found));
  }
  const total = Number(rows[0]?.total ?? 0);
  const found = analyses.map(({ experiment }) => experiment);
  const { interval } = q.query;
  const shown = found.slice(0, MOST_LINES);
  const lines = interval === undefined ? [] : [overTime(await courseOf(q, askedAlike(q, shown), interval), shown)];
  return {
    frames: [
      frame('experiments', experimentColumns(analyses, runsSince)),
      variantsFrame(found),
      summary({ total: total + drafts.length, running: Number(rows[0]?.running ?? 0) }, analyses),
      ...lines,
    ],
    notices: [...notices, ...healthNotices(analyses)],
    cut: total > rows.length ? { what: 'experiments', shown: rows.length, total } : null,
  };
}

/** One that its definition measures otherwise than the list does is counted anew by it. */
async function analysisOf(q: Question<ExperimentsQuery>, listed: Experiment): Promise<Analysis> {
  const design = deciding(designOf(q, listed.experiment));
  const otherwise = listed.exposed !== null && countsOtherwise(q, listed);
  const found = otherwise ? await findExperiment(q, listed.experiment, design) : undefined;
  return judge(q, found ?? listed, design);
}

/** Whether the experiment's definition says what converts, and the question does not. */
function countsOtherwise(q: Question<ExperimentsQuery>, { experiment }: Experiment): boolean {
  return q.query.metric === undefined && designOf(q, experiment).primary !== null;
}

function askedAlike(q: Question<ExperimentsQuery>, found: readonly Experiment[]): AskedAlike[] {
  const [own, alike] = [
    found.filter((one) => countsOtherwise(q, one)),
    found.filter((one) => !countsOtherwise(q, one)),
  ];
  return [
    { asked: q, experiments: alike },
    ...own.map((one) => ({ asked: askedOf(q, one.experiment, designOf(q, one.experiment)), experiments: [one] })),
  ];
}

/** The experiments that are defined, and of which nobody was shown a variant in the range. */
async function draftsOf(q: Question<ExperimentsQuery>): Promise<Experiment[]> {
  const { status = 'draft' } = q.query;
  if (status !== 'draft' || q.experiments.length === 0) {
    return [];
  }
  const names = q.experiments.map(({ name }) => name);
  const rows = await q.run<{ experiment: string }>(
    sql`SELECT experiment FROM (${listSql(q)}) WHERE has(${bind('Array(String)', names)}, experiment)`
  );
  const seen = new Set(rows.map(({ experiment }) => experiment));
  return names.filter((name) => !seen.has(name)).flatMap((name) => draftOf(q, name, designOf(q, name)) ?? []);
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

function summary({ total, running }: { total: number; running: number }, analyses: readonly Analysis[]): Frame {
  const significant = analyses.filter((analysis) => analysis.significant).length;
  return frame('summary', [
    numberColumn('experiments', [total], { displayName: 'Experiments' }),
    numberColumn('running', [running], { displayName: 'Running' }),
    numberColumn('significant', [significant], { displayName: 'Significant' }),
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
