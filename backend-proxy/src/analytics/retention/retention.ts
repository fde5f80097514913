import type { Frame, RetentionQuery } from '@fawkes/contract';
import { Problem } from '../../problem';
import { frame, numberColumn, shownAs } from '../frame';
import { isAnybodyKnown, NOBODY_KNOWN, peopleNotices } from '../measures/people-notice';
import type { Computed, Question } from '../question';
import { defaultInterval, planBuckets, type Bucket, type BucketPlan } from '../time/buckets';
import { cohortsSql } from './cohorts-sql';

/** Wider matrices say nothing to the eye. */
const MAX_INTERVALS = 100;

/**
 * A matrix of cohorts and the intervals after each: frames `people` (how many came back) and `rates` (percent of the cohort),
 * a row a cohort and a field an interval, null beyond the range; and `mean`, a row an interval: the rate over all cohorts for
 * which that interval is over, as the ratio of the sums. Counts users and stable visitors only.
 */
export async function retention(q: Question<RetentionQuery>): Promise<Computed> {
  const { interval, plan } = planOf(q);
  const { buckets } = plan;
  const [rows, notices] = await Promise.all([
    q.run<{ cohort: number; n: number; people: number }>(cohortsSql(q, plan)),
    peopleNotices(q, ['mau']),
  ]);
  const counted = new Map(rows.map(({ cohort, n, people }) => [`${cohort} ${n}`, Number(people)]));
  const nobody = rows.length === 0 && !(await isAnybodyKnown(q));
  const people = (cohort: number, n: number) => (nobody ? null : (counted.get(`${cohort} ${n}`) ?? 0));
  return {
    frames: framesOf(buckets, people, q.range.to, interval),
    notices: nobody ? [...notices, NOBODY_KNOWN] : notices,
    cut: null,
  };
}

/**
 * The intervals of a retention: those asked for, else as of a trend, or longer where these were too many. Throws a Problem 422
 * when there are more than a hundred.
 */
export function planOf(q: Question<RetentionQuery>): { interval: string; plan: BucketPlan } {
  const { interval: asked } = q.query;
  const intervals = asked === undefined ? [defaultInterval(q.range), '1w', '1M'] : [asked];
  const plans = intervals.map((interval) => ({
    interval,
    plan: planBuckets(q.range, interval, q.timezone, q.weekStart),
  }));
  const fitting = plans.find(({ plan }) => plan.buckets.length <= MAX_INTERVALS);
  if (fitting === undefined) {
    const { interval, plan } = plans.at(-1)!;
    throw new Problem(422, 'too_many_intervals', 'Choose a longer interval or a shorter range.', [
      { path: 'interval', message: `${plan.buckets.length} intervals of ${interval}, at most ${MAX_INTERVALS}` },
    ]);
  }
  return fitting;
}

type People = (cohort: number, n: number) => number | null;

function framesOf(buckets: Bucket[], people: People, to: number, interval: string): Frame[] {
  const last = buckets.length - 1;
  const custom = { interval };
  const time = { name: 'time', type: 'time' as const, values: buckets.map(({ start }) => start) };
  const sizes = buckets.map((_, cohort) => people(cohort, -1));
  const size = numberColumn('size', sizes, { displayName: 'People', unit: 'locale' });
  const matrix = (config: object, of: (cohort: number, n: number) => number | null) =>
    buckets.map((_, n) =>
      numberColumn(
        `n${n}`,
        buckets.map((__, cohort) => (cohort + n > last ? null : of(cohort, n))),
        { displayName: titleOf(n, interval), ...config }
      )
    );
  const rate = (part: number | null, whole: number | null) => (part === null || !whole ? null : (100 * part) / whole);
  const rates = (cohort: number, n: number) => rate(people(cohort, n), people(cohort, -1));
  return [
    shownAs('table', frame('people', [time, size, ...matrix({ unit: 'locale' }, people)], custom)),
    shownAs('table', frame('rates', [time, size, ...matrix({ unit: 'percent' }, rates)], custom)),
    meanFrame(buckets, people, to, custom),
  ];
}

const UNITS: Record<string, string> = { m: 'Minute', h: 'Hour', d: 'Day', w: 'Week', M: 'Month' };

/** `Week 3`, as retention is read everywhere; where an interval has several units, `Interval 3`. */
function titleOf(n: number, interval: string): string {
  return `${(/^1[mhdwM]$/.test(interval) && UNITS[interval.slice(1)]) || 'Interval'} ${n}`;
}

/** Over the cohorts that have had the n-th interval in full: sums first, so that large cohorts weigh more. */
function meanFrame(buckets: Bucket[], people: People, to: number, custom: object): Frame {
  const mature = (n: number) =>
    buckets.flatMap((_, cohort) => ((buckets[cohort + n]?.end ?? Infinity) <= to ? [cohort] : []));
  const sums = buckets.map((_, n) => {
    const cohorts = mature(n);
    const sum = (of: (cohort: number) => number | null) => cohorts.reduce((all, cohort) => all + (of(cohort) ?? 0), 0);
    return { whole: sum((cohort) => people(cohort, -1)), back: sum((cohort) => people(cohort, n)) };
  });
  return frame(
    'mean',
    [
      numberColumn(
        'interval',
        buckets.map((_, n) => n),
        { displayName: 'Interval' }
      ),
      numberColumn(
        'rate',
        sums.map(({ whole, back }) => (whole === 0 ? null : (100 * back) / whole)),
        { displayName: 'Retention', unit: 'percent' }
      ),
      numberColumn(
        'people',
        sums.map(({ whole }) => whole),
        { displayName: 'People', unit: 'locale' }
      ),
    ],
    { ...custom }
  );
}
