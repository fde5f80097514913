import type { Measure } from '@fawkes/contract';
import { bind, join, type Sql, sql } from '../../store/sql';
import { localDay, type OffsetSegment, offsetSegments } from '../time/offsets';
import { placeSql } from '../time/place';
import { placesOf } from '../time/places-of';
import { zoned } from '../time/range';
import { eventRows } from './event-rows';
import type { Asked, Grouping, MeasureQuestion } from './grouping';
import { cellsOf, placeOf, runningTotals } from './running-totals';

export type RollingMeasure = Extract<Measure, 'dau' | 'wau' | 'mau' | 'stickiness'>;

const DAYS = { dau: 1, wau: 7, mau: 30 } as const;
type Days = (typeof DAYS)[keyof typeof DAYS];

export function isRollingMeasure(measure: Measure): measure is RollingMeasure {
  return measure in DAYS || measure === 'stickiness';
}

/** What happens on a day, besides that a stretch of some width ends, which has that number. */
const BEGUN = sql`0`;
const BEGUN_BEFORE = sql`-1`;

/** The columns of stretches that are over, by their width. */
const ENDED: Record<Days, Sql> = { 1: sql`ended_1`, 7: sql`ended_7`, 30: sql`ended_30` };

/**
 * Cells of DAU, WAU, MAU at the end of each bucket, and of stickiness = mean DAU of the bucket's days / MAU at its end, in percent.
 * Counts users and stable visitors only: a daily visitor id would pose as a new person each day.
 *
 * Each person's active days begin stretches of time in which it counts: from the first event of an active day to the end of the day
 * `width` - 1 days later or to the next active day. Those begun by the end of a bucket minus those ended by then are the exact number of people, in one pass and without a
 * join; and those begun on the days of a bucket are the sum of its DAU.
 */
export function rollingMeasures(q: MeasureQuestion, grouping: Grouping, asked: Asked): Sql {
  const days = daysOf(q, grouping);
  const lengths = bind(
    'Array(Int64)',
    days.map(({ start, end }) => end - start + 1)
  );
  const numbers = asked.measures.map(({ measure }) =>
    measure === 'stickiness'
      ? sql`arrayMap((b, before, e, n) -> 100 * (b - before) / (n * nullIf(b - e, 0)), begun, begun_before, ${ENDED[30]}, ${lengths})`
      : sql`arrayMap((b, e) -> b - e, begun, ${ENDED[DAYS[measure as keyof typeof DAYS]]})`
  );
  const { buckets } = grouping.plan;
  const total = (count: Sql) => sql`${runningTotals(count, buckets)} AS ${count}`;
  const counts = [sql`begun`, sql`begun_before`, ...Object.values(ENDED)].map(total);
  return cellsOf(
    sql`SELECT dim, ${join(counts, ', ')} FROM (${changesSql(q, grouping, asked, days)}) GROUP BY dim`,
    numbers,
    buckets
  );
}

/** The first and the last local day of each bucket, as far as the range goes. */
type BucketDays = Array<{ start: number; end: number }>;

function daysOf(q: MeasureQuestion, { plan, range }: Grouping): BucketDays {
  // The calendar is asked for the changes of the clock alone: there may be thousands of buckets.
  const segments = offsetSegments(q.timezone, Math.min(range.from, range.to - 1), range.to);
  return plan.buckets.map((bucket) => ({
    start: dayOf(segments, Math.max(bucket.start, range.from)),
    end: dayOf(segments, Math.min(bucket.end, range.to) - 1),
  }));
}

/**
 * How many stretches begin and end, by dim and the bucket's place: they begin in the bucket of the day's first event, and end in the
 * first one that ends on the day after their last, or where the next begins; `begun_before` those that begin on a day before the
 * first bucket that starts later.
 */
function changesSql(q: MeasureQuestion, grouping: Grouping, asked: Asked, days: BucketDays): Sql {
  const widths = widthsOf(asked);
  const beyond = bind('Int64', days.length);
  const ending = (day: Sql) => firstPlace(day, days, ({ end }) => end);
  const begins = [
    sql`arrayMap(place -> (place, ${BEGUN}), begins)`,
    sql`arrayMap(d -> (${firstPlace(sql`d`, days, ({ start }) => start - 1)}, ${BEGUN_BEFORE}), days)`,
  ];
  const ends = widths.map(
    (
      width
    ) => sql`arrayMap((d, next) -> (least(${ending(sql`(d + ${bind('Int64', width)})`)}, next), ${bind('Int64', width)}), days,
        arrayPushBack(arrayPopFront(begins), ${beyond}))`
  );
  const ended = Object.entries(ENDED).map(
    ([width, column]) => sql`countIf(what = ${bind('Int64', Number(width))}) AS ${column}`
  );
  const active = activeRows(q, grouping, asked, Math.max(...widths));
  const persons = endWithDays(q, grouping)
    ? sql`SELECT dim, person, days, arrayMap(d -> ${ending(sql`d`)}, days) AS begins FROM (${activeDays(active)})`
    : begunDays(active, grouping);
  return sql`
    SELECT dim, place, countIf(what = ${BEGUN}) AS begun, countIf(what = ${BEGUN_BEFORE}) AS begun_before, ${join(ended, ', ')}
    FROM (
      SELECT dim, arrayJoin(arrayConcat(${join([...begins, ...ends], ', ')})) AS change,
        tupleElement(change, 1) AS place, tupleElement(change, 2) AS what
      FROM (${persons})
    )
    WHERE place < ${beyond} GROUP BY dim, place`;
}

/** Whether no day goes on after the bucket in which it begins ends. */
function endWithDays(q: MeasureQuestion, { plan, range }: Grouping): boolean {
  const ends = plan.buckets.map(({ end }) => end).filter((end) => end < range.to);
  const segments = offsetSegments(q.timezone, range.from, range.to);
  return ends.every((end) => dayOf(segments, end - 1) < dayOf(segments, end));
}

/** The active events that have a part in a number: rows of dim, person and t, and the number of a time's day, from `first` on, of `count`. */
interface ActiveRows {
  rows: Sql;
  day: Sql;
  first: number;
  count: number;
}

function activeRows(q: MeasureQuestion, grouping: Grouping, { measures }: Asked, width: number): ActiveRows {
  const { range, dimension, plan } = grouping;
  const startOfDay = (ms: number) => zoned(ms, q.timezone).startOfDay();
  const firstEnd = Math.min(plan.buckets[0]!.end, range.to) - 1;
  const looksBack = startOfDay(firstEnd).subtract({ days: width - 1 }).epochMilliseconds;
  const averages = measures.some(({ measure }) => measure === 'stickiness');
  const from = Math.max(0, averages ? Math.min(looksBack, startOfDay(range.from).epochMilliseconds) : looksBack);
  const segments = offsetSegments(q.timezone, from, range.to);
  const first = dayOf(segments, from);
  return {
    rows: sql`SELECT dim, person, t FROM (${eventRows(q, from, range.from < range.to ? range.to : from, dimension)})
      WHERE person_stable AND person != 0 AND active`,
    day: localDay(segments, sql`t`),
    first,
    count: dayOf(segments, range.to) - first + 1,
  };
}

/** The days on which each person was active, in order: dim, person, days. */
function activeDays({ rows, day, first, count }: ActiveRows): Sql {
  const places = placesOf(count)(sql`${day} - ${bind('Int64', first)}`);
  return sql`SELECT dim, person, arrayMap(place -> place + ${bind('Int64', first)}, ${places}) AS days
    FROM (${rows}) GROUP BY dim, person`;
}

/** The same, and beside each day the place of the bucket of its first event, as `begins`. */
function begunDays({ rows, day }: ActiveRows, { plan }: Grouping): Sql {
  const place = placeSql(plan);
  return sql`SELECT dim, person, arraySort(groupArray((day, greatest(0, ${place(sql`begun`)})))) AS own,
      tupleElement(own, 1) AS days, tupleElement(own, 2) AS begins
    FROM (SELECT dim, person, ${day} AS day, min(t) AS begun FROM (${rows}) GROUP BY dim, person, day)
    GROUP BY dim, person`;
}

/** Of `day` the place of the first bucket whose day, as `of` gives it, is that one or later; as many as there are buckets where none is. */
function firstPlace(day: Sql, buckets: BucketDays, of: (days: BucketDays[number]) => number): Sql {
  const first = of(buckets[0]!);
  const last = of(buckets.at(-1)!);
  const days = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  let place = 0;
  const places = days.map((number) => {
    while (of(buckets[place]!) < number) {
      place += 1;
    }
    return place;
  });
  return sql`if(${day} <= ${bind('Int64', last)}, ${placeOf(day, days, places)}, ${bind('Int64', buckets.length)})`;
}

/** How many days back the measures look. */
function widthsOf({ measures }: Asked): Days[] {
  return [
    ...new Set(measures.map(({ measure }) => (measure === 'stickiness' ? 30 : DAYS[measure as keyof typeof DAYS]))),
  ];
}

/** The calendar's day of a moment, by number; the last of the offsets known before it holds. */
function dayOf(segments: OffsetSegment[], ms: number): number {
  const { offset } = segments.findLast(({ start }) => start <= ms) ?? (segments[0] as OffsetSegment);
  return Math.floor((ms + offset) / 86_400_000);
}
