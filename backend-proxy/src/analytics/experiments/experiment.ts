import type { ExperimentQuery } from '@fawkes/contract';
import { Problem } from '../../problem';
import { bind, sql } from '../../store/sql';
import { frame } from '../frame';
import { peopleNotices } from '../measures/people-notice';
import type { Computed, Question } from '../question';
import { defaultInterval } from '../time/buckets';
import { armColumns, variantsOf } from './arms';
import { breakdownFrame } from './breakdown';
import { designOf } from './design';
import { effectsFrame, exposuresFrame } from './effects';
import { askedOf, findExperiment, healthNotices, judge } from './judge';
import { listSql, type ListedRow, runsSinceOf } from './list-sql';
import { noveltyFrame } from './novelty';
import { courseOf, overTime } from './over-time';
import { resultsFrame } from './results-frame';
import { healthFrame, summaryFrame } from './summary-frame';

const NAMED = 20;

/**
 * One experiment: frames `variants` (people, conversions, rate in percent with its Wilson 95 % interval), `summary` (status, winner,
 * recommendation, how far it has come), `over_time` (people and conversions of each variant from the first exposure up to the end
 * of each interval), `results` (each metric of each variant, against control), `health`, `exposures` (who came in each interval) and
 * `effects` (what was known of the primary metric by the end of each interval). Where asked for also `breakdown` and `novelty`.
 * @throws Problem 404 that lists the experiments there are, where it is not defined and nobody was exposed to it in the range.
 */
export async function experiment(q: Question<ExperimentQuery>): Promise<Computed> {
  const name = q.query.experiment;
  const design = designOf(q, name);
  const [found, notices] = await Promise.all([findExperiment(q, name, design), peopleNotices(q, ['unique_visitors'])]);
  if (found === undefined) {
    throw await unknown(q);
  }
  const interval = q.query.interval ?? defaultInterval({ ...q.range, from: found.exposed?.first ?? q.range.from });
  const asked = askedOf(q, name, design);
  const [analysis, course] = await Promise.all([
    judge(q, found, design),
    courseOf(q, [{ asked, experiments: [found] }], interval),
  ]);
  const { breakdown, novelty } = q.query;
  const [effects, values, weeks] = await Promise.all([
    effectsFrame(asked, analysis, course),
    breakdown && breakdownFrame(asked, analysis, breakdown),
    novelty ? noveltyFrame(asked, analysis) : undefined,
  ]);
  return {
    frames: [
      frame('variants', armColumns(variantsOf(found))),
      summaryFrame(analysis, runsSinceOf(q)),
      overTime(course, [found]),
      resultsFrame(analysis),
      healthFrame(analysis),
      exposuresFrame(analysis, course),
      ...[effects, values?.frame, weeks].flatMap((each) => each ?? []),
    ],
    notices: [...notices, ...healthNotices([analysis])],
    cut: values?.cut ?? null,
  };
}

async function unknown(q: Question<ExperimentQuery>): Promise<Problem> {
  const { experiment: name, ...query } = q.query;
  const rows = await q.run<ListedRow>(
    sql`${listSql({ ...q, query: { ...query, breakdown: undefined } })} ORDER BY latest DESC, experiment ASC LIMIT ${bind('UInt32', NAMED)}`
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
