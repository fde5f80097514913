import type { ExperimentsQuery, Frame } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { frame, numberColumn, textColumn } from '../frame';
import { peopleNotices } from '../measures/people-notice';
import type { Computed, Question } from '../question';
import type { Analysis } from './analysis';
import { armColumns, type Experiment, variantsOf } from './arms';
import { designOf } from './design';
import { CONVERSIONS_AT_ONCE, exposuresSql } from './exposed-sql';
import { conversionOf, deciding, draftOf, healthNotices, judge } from './judge';
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
  const [rows, notices] = await Promise.all([
    q.run<ListedRow & { running: number }>(sql`
      SELECT *, countIf(latest >= ${bind('Int64', runsSince)}) OVER () AS running
      FROM (${listSql(q)} ${havingSql(q, runsSince)}) ORDER BY latest DESC, experiment ASC LIMIT ${bind('UInt32', MOST)}`),
    peopleNotices(q, ['unique_visitors']),
  ]);
  const total = Number(rows[0]?.total ?? 0);
  const listed = rows.map(readExperiment);
  const [groups, drafts] = await Promise.all([askedAlike(q, listed), draftsOf(q, listed, total)]);
  const found = [...(await countedBy(q, groups, listed)), ...drafts];
  const analyses: Analysis[] = [];
  for (const one of found) {
    analyses.push(await judge(q, one, deciding(designOf(q, one.experiment))));
  }
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

/** Those whose definition says what converts, where the question does not, by that, many at once; and the others as the list has them. */
function askedAlike(q: Question<ExperimentsQuery>, listed: readonly Experiment[]): AskedAlike[] {
  const conversionIn = ({ experiment }: Experiment) =>
    q.query.metric === undefined ? conversionOf(experiment, designOf(q, experiment)) : undefined;
  const own = listed.flatMap((one) => {
    const conversion = conversionIn(one);
    return conversion && one.exposed ? [{ one, conversion }] : [];
  });
  const groups: AskedAlike[] = [
    { asked: q, experiments: listed.filter((one) => !own.some((each) => each.one === one)) },
  ];
  for (let i = 0; i < own.length; i += CONVERSIONS_AT_ONCE) {
    const part = own.slice(i, i + CONVERSIONS_AT_ONCE);
    const among = part.map(({ one }) => one.experiment);
    const conversions = part.map(({ conversion }) => conversion);
    groups.push({
      asked: { ...q, query: { ...q.query, among, conversions } },
      experiments: part.map(({ one }) => one),
    });
  }
  return groups;
}

/** The listed experiments in their order, those of the other groups counted anew as these ask. */
async function countedBy(
  q: Question<ExperimentsQuery>,
  [, ...own]: readonly AskedAlike[],
  listed: Experiment[]
): Promise<Experiment[]> {
  const rows = await Promise.all(own.map(({ asked }) => q.run<ListedRow>(listSql(asked))));
  const anew = new Map(rows.flat().map((row) => [row.experiment, readExperiment(row)]));
  return listed.map((one) => anew.get(one.experiment) ?? one);
}

/** The experiments that are defined, and of which nobody was shown a variant in the range; those listed are known to be none. */
async function draftsOf(
  q: Question<ExperimentsQuery>,
  listed: readonly Experiment[],
  total: number
): Promise<Experiment[]> {
  const { status } = q.query;
  if ((status ?? 'draft') !== 'draft') {
    return [];
  }
  const known = new Set(listed.map(({ experiment }) => experiment));
  const names = q.experiments.map(({ name }) => name).filter((name) => !known.has(name));
  const whole = status === undefined && total === listed.length;
  if (!whole && names.length > 0) {
    const rows = await q.run<{ experiment: string }>(
      sql`SELECT DISTINCT experiment FROM (${exposuresSql({ ...q, query: { ...q.query, among: names } })})`
    );
    rows.forEach(({ experiment }) => known.add(experiment));
  }
  return names.filter((name) => !known.has(name)).flatMap((name) => draftOf(q, name, designOf(q, name)) ?? []);
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
