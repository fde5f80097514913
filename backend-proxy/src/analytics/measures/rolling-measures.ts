import type { Measure } from '@fawkes/contract';
import { bind, join, type Sql, sql } from '../../store/sql';
import { localDay, type OffsetSegment, offsetSegments } from '../time/offsets';
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
 * Each person's active days begin stretches of days on which it counts: from an active day to `width` days later or to the next
 * active day. Those begun by the end of a bucket minus those ended by then are the exact number of people, in one pass and without a
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
 * How many stretches begin and end, by dim and the bucket's place: the first one that ends on that day or later; `begun_before` those
 * that begin before the first one that starts later.
 */
function changesSql(q: MeasureQuestion, grouping: Grouping, asked: Asked, days: BucketDays): Sql {
  const widths = widthsOf(asked);
  const ends = widths.map(
    (width) => sql`arrayMap((d, next) -> (least(d + ${bind('Int64', width)}, next), ${bind('Int64', width)}), days,
        arrayPushBack(arrayPopFront(days), 1000000000))`
  );
  const begins = [BEGUN, BEGUN_BEFORE].map((what) => sql`arrayMap(d -> (d, ${what}), days)`);
  const place = sql`if(what = ${BEGUN_BEFORE}, ${firstPlace(days, ({ start }) => start - 1)}, ${firstPlace(days, ({ end }) => end)})`;
  const ended = Object.entries(ENDED).map(
    ([width, column]) => sql`countIf(what = ${bind('Int64', Number(width))}) AS ${column}`
  );
  return sql`
    SELECT dim, ${place} AS place, countIf(what = ${BEGUN}) AS begun, countIf(what = ${BEGUN_BEFORE}) AS begun_before,
      ${join(ended, ', ')}
    FROM (
      SELECT dim, arrayJoin(arrayConcat(${join([...begins, ...ends], ', ')})) AS change,
        tupleElement(change, 1) AS day, tupleElement(change, 2) AS what
      FROM (${activeDays(q, grouping, asked, Math.max(...widths))})
    )
    WHERE place < ${bind('Int64', days.length)} GROUP BY dim, place`;
}

/** The days on which each person was active, in order, of all that have a part in a number: dim, days. */
function activeDays(q: MeasureQuestion, grouping: Grouping, { measures }: Asked, width: number): Sql {
  const { range, dimension, plan } = grouping;
  const startOfDay = (ms: number) => zoned(ms, q.timezone).startOfDay();
  const firstEnd = Math.min(plan.buckets[0]!.end, range.to) - 1;
  const looksBack = startOfDay(firstEnd).subtract({ days: width - 1 }).epochMilliseconds;
  const averages = measures.some(({ measure }) => measure === 'stickiness');
  const from = Math.max(0, averages ? Math.min(looksBack, startOfDay(range.from).epochMilliseconds) : looksBack);
  const segments = offsetSegments(q.timezone, from, range.to);
  const first = dayOf(segments, from);
  const places = placesOf(dayOf(segments, range.to) - first + 1)(
    sql`${localDay(segments, sql`t`)} - ${bind('Int64', first)}`
  );
  return sql`SELECT dim, person, arrayMap(place -> place + ${bind('Int64', first)}, ${places}) AS days
    FROM (${eventRows(q, from, range.from < range.to ? range.to : from, dimension)})
    WHERE person_stable AND person != 0 AND active
    GROUP BY dim, person`;
}

/** Of `day` the place of the first bucket whose day, as `of` gives it, is that one or later; as many as there are buckets where none is. */
function firstPlace(buckets: BucketDays, of: (days: BucketDays[number]) => number): Sql {
  const first = of(buckets[0]!);
  const last = of(buckets.at(-1)!);
  const days = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  let place = 0;
  const places = days.map((day) => {
    while (of(buckets[place]!) < day) {
      place += 1;
    }
    return place;
  });
  return sql`if(day <= ${bind('Int64', last)}, ${placeOf(sql`day`, days, places)}, ${bind('Int64', buckets.length)})`;
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
