import type { MoversQuery } from '@fawkes/contract';
import { holm } from '../../statistics/holm';
import { frame } from '../frame';
import { withGoals } from '../measures/goals';
import { peopleNotices } from '../measures/people-notice';
import type { Computed, Question } from '../question';
import { previousRange } from '../time/range';
import { changeOf, explained, type Pair } from './changes';
import { moverColumns, totalColumns } from './columns';
import { totalPairs, valuePairs } from './values';

/**
 * What changed most against the previous period: a frame `movers`, a row for each measure and value, by |z|: both numbers, their
 * difference, z and p, p with Holm's correction over all that were tested, and which part of the total's change the value
 * explains. A frame `totals` says how each measure changed as a whole.
 */
export async function movers(q: Question<MoversQuery>): Promise<Computed> {
  const measures = await withGoals(q, q.query.measures);
  const earlier = previousRange(q.range, q.timezone);
  const lengths = { now: q.range.to - q.range.from, before: earlier.to - earlier.from };
  const [totals, notices] = await Promise.all([
    totalPairs(q, measures),
    peopleNotices(
      q,
      measures.map(({ measure }) => measure)
    ),
  ]);
  const found: Array<Awaited<ReturnType<typeof valuePairs>>> = [];
  for (const property of q.query.properties) {
    // One after the other: many at once would want the engine's memory many times.
    found.push(await valuePairs(q, measures, property, totals));
  }
  const pairs = found.flatMap((one) => one.pairs);
  const changes = pairs.map((pair) => changeOf(pair, lengths));
  const corrected = holm(changes.map(({ p }) => p));
  const rows = changes
    .map((change, i) => {
      const pair = pairs[i]!;
      const total = totals[pair.of.measure] as Pair<number>;
      return { ...change, corrected: corrected[i] as number, explained: explained(pair, total) };
    })
    .sort((a, b) => Math.abs(b.z) - Math.abs(a.z))
    .slice(0, q.query.limit);
  const total = found.reduce((sum, one) => sum + one.total, 0);
  return {
    frames: [
      frame('movers', moverColumns(rows, measures), { tested: pairs.length }),
      frame(
        'totals',
        totalColumns(
          totals.map((pair) => changeOf(pair, lengths)),
          measures
        )
      ),
    ],
    notices,
    cut: total > rows.length ? { what: 'changes', shown: rows.length, total } : null,
  };
}
