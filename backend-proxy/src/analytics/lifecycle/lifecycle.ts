import type { LifecycleQuery } from '@fawkes/contract';
import { frame, numberColumn } from '../frame';
import { isAnybodyKnown, NOBODY_KNOWN, peopleNotices } from '../measures/people-notice';
import type { Computed, Question } from '../question';
import { defaultInterval, incompleteBuckets } from '../time/buckets';
import { withPrevious } from '../time/with-previous';
import { type Cut, STATES, statesSql } from './states-sql';

const TITLES = { new: 'New', returning: 'Returning', resurrecting: 'Resurrecting', dormant: 'Dormant' };

interface Row {
  bucket: number;
  state: number;
  people: number;
}

/**
 * People by what the interval is to them, a frame `lifecycle` with a row an interval: `new` is their first active one ever,
 * `returning` follows on an active one, `resurrecting` comes after a pause; `dormant` (negative) were active in the one before
 * and not in this. Counts users and stable visitors only. new + returning + resurrecting are the people active.
 */
export async function lifecycle(q: Question<LifecycleQuery>): Promise<Computed> {
  const interval = intervalOf(q);
  const cut = cutOf(q);
  const [rows, notices] = await Promise.all([q.run<Row>(statesSql(q, cut)), peopleNotices(q, ['mau'])]);
  const buckets = cut.plan.buckets.slice(1);
  const counted = new Map(rows.map(({ bucket, state, people }) => [`${bucket} ${state}`, Number(people)]));
  const nobody = rows.length === 0 && !(await isAnybodyKnown(q));
  const columns = STATES.map((name, state) => {
    const sign = name === 'dormant' ? -1 : 1;
    const values = buckets.map(({ key }) =>
      nobody ? null : sign * (counted.get(`${placeOf(cut, key)} ${state}`) ?? 0) + 0
    );
    return numberColumn(name, values, { displayName: TITLES[name], unit: 'locale' });
  });
  const time = { name: 'time', type: 'time' as const, values: buckets.map(({ start }) => start) };
  const incomplete = incompleteBuckets({ ...cut.plan, buckets }, q.range);
  return {
    frames: [frame('lifecycle', [time, ...columns], { interval, incomplete })],
    notices: nobody ? [...notices, NOBODY_KNOWN] : notices,
    cut: null,
  };
}

/** The intervals, and as the first the one before them. */
export function cutOf(q: Question<LifecycleQuery>): Cut {
  return withPrevious(q.range, intervalOf(q), q.timezone, q.weekStart);
}

function intervalOf(q: Question<LifecycleQuery>): string {
  return q.query.interval ?? defaultInterval(q.range);
}

/** Keys of hours are times; places are numbers one after another, so that "the one before" is one less. */
function placeOf({ plan }: Cut, key: number): number {
  return plan.buckets.findIndex((bucket) => bucket.key === key);
}
