import type { StickinessQuery } from '@fawkes/contract';
import { frame, numberColumn } from '../frame';
import { isAnybodyKnown, NOBODY_KNOWN, peopleNotices } from '../measures/people-notice';
import type { Computed, Question } from '../question';
import { defaultInterval, planBuckets } from '../time/buckets';
import { histogramSql } from './intervals-sql';

const ACTIVE: Record<string, string> = { '1h': 'Hours', '1d': 'Days', '1w': 'Weeks', '1M': 'Months' };

/**
 * People by the exact number of intervals in which they were active, or met the criterion: a frame `stickiness` with a row for
 * each number from 1 to that of the intervals, and the share of all its people in percent. Counts users and stable visitors
 * only. An interval in which a person did nothing at all meets no criterion.
 */
export async function stickiness(q: Question<StickinessQuery>): Promise<Computed> {
  const interval = q.query.interval ?? defaultInterval(q.range);
  const plan = planBuckets(q.range, interval, q.timezone, q.weekStart);
  const [rows, notices] = await Promise.all([
    q.run<{ intervals: number; people: number }>(histogramSql(q, plan)),
    peopleNotices(q, ['mau']),
  ]);
  const counted = new Map(rows.map(({ intervals, people }) => [Number(intervals), Number(people)]));
  const total = rows.reduce((sum, { people }) => sum + Number(people), 0);
  const nobody = total === 0 && !(await isAnybodyKnown(q));
  const numbers = plan.buckets.map((_, i) => i + 1);
  const people = numbers.map((n) => (nobody ? null : (counted.get(n) ?? 0)));
  const columns = [
    numberColumn('intervals', numbers, { displayName: ACTIVE[interval] ?? `Intervals of ${interval}` }),
    numberColumn('people', people, { displayName: 'People', unit: 'locale' }),
    numberColumn(
      'share',
      people.map((n) => (n === null || total === 0 ? null : (100 * n) / total)),
      { displayName: 'Share', unit: 'percent' }
    ),
  ];
  return {
    frames: [frame('stickiness', columns, { interval })],
    notices: nobody ? [...notices, NOBODY_KNOWN] : notices,
    cut: null,
  };
}
