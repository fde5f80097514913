import type { LifecycleQuery } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { frame, numberColumn } from '../frame';
import { eventRows } from '../measures/event-rows';
import { isAnybodyKnown, NOBODY_KNOWN, peopleNotices } from '../measures/people-notice';
import { firstEvents } from '../measures/total-users';
import type { Computed, Question } from '../question';
import { defaultInterval, incompleteBuckets } from '../time/buckets';
import { placeSql } from '../time/place';
import { withPrevious } from '../time/with-previous';

type Cut = ReturnType<typeof withPrevious>;

const STATES = ['new', 'returning', 'resurrecting', 'dormant'] as const;
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
  const interval = q.query.interval ?? defaultInterval(q.range);
  const cut = withPrevious(q.range, interval, q.timezone, q.weekStart);
  const [rows, notices] = await Promise.all([q.run<Row>(statesSql(q, cut)), peopleNotices(q, ['mau'])]);
  const buckets = cut.plan.buckets.slice(1);
  const counted = new Map(rows.map(({ bucket, state, people }) => [`${bucket} ${state}`, Number(people)]));
  const nobody = rows.length === 0 && !(await isAnybodyKnown(q));
  const columns = STATES.map((name, state) => {
    const sign = name === 'dormant' ? -1 : 1;
    const values = buckets.map(({ key }) =>
      nobody ? null : sign * (counted.get(`${placeOf(cut, key)} ${state}`) ?? 0) + 0
    );
    return numberColumn(name, values, { displayName: TITLES[name] });
  });
  const time = { name: 'time', type: 'time' as const, values: buckets.map(({ start }) => start) };
  const incomplete = incompleteBuckets({ ...cut.plan, buckets }, q.range);
  return {
    frames: [frame('lifecycle', [time, ...columns], { interval, incomplete })],
    notices: nobody ? [...notices, NOBODY_KNOWN] : notices,
    cut: null,
  };
}

/** Keys of hours are times; places are numbers one after another, so that "the one before" is one less. */
function placeOf({ plan }: Cut, key: number): number {
  return plan.buckets.findIndex((bucket) => bucket.key === key);
}

/** Each person's active places in order, and the place of their first active event ever; then what each place is to them. */
function statesSql(q: Question<LifecycleQuery>, { plan, range }: Cut): Sql {
  const place = placeSql(plan);
  const active = sql`SELECT person, arraySort(groupUniqArray(${place(sql`t`)})) AS places
    FROM (${eventRows(q, range.from, range.to)}) WHERE person != 0 AND person_stable AND active GROUP BY person`;
  const firsts = sql`SELECT person, if(first < ${bind('Int64', range.from)}, -1, ${place(sql`first`)}) AS born
    FROM (${firstEvents(q, { range })})`;
  const last = bind('Int64', plan.buckets.length - 1);
  return sql`SELECT cell.1 AS bucket, cell.2 AS state, count() AS people FROM (
      SELECT arrayJoin(arrayConcat(
        arrayMap(p -> (p, multiIf(p = born, 0, has(places, p - 1), 1, 2)), arrayFilter(p -> p > 0, places)),
        arrayMap(p -> (p + 1, 3), arrayFilter(p -> p < ${last} AND NOT has(places, p + 1), places))
      )) AS cell
      FROM (${active}) AS active LEFT JOIN (${firsts}) AS firsts ON active.person = firsts.person
    ) GROUP BY bucket, state`;
}
