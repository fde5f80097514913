import { groupBy } from '../group-by';
import type { Measure } from '@fawkes/contract';
import { bind, sql } from '../../store/sql';
import { localDay, offsetSegments } from '../time/offsets';
import { placesOf } from '../time/places-of';
import { zoned } from '../time/range';
import { eventRows } from './event-rows';
import type { Asked, Cell, Grouping, MeasureQuestion } from './grouping';

export type RollingMeasure = Extract<Measure, 'dau' | 'wau' | 'mau' | 'stickiness'>;

const DAYS = { dau: 1, wau: 7, mau: 30 } as const;

export function isRollingMeasure(measure: Measure): measure is RollingMeasure {
  return measure in DAYS || measure === 'stickiness';
}

/** People active on the calendar days that end with a bucket, by day: `counts[width].get(day)`. */
type DailyCounts = Record<number, Map<number, number>>;

/**
 * DAU, WAU, MAU at the end of each bucket, and stickiness = mean DAU of the bucket's days / MAU at its end, in percent.
 * Counts users and stable visitors only: a daily visitor id would pose as a new person each day.
 */
export async function rollingMeasures(q: MeasureQuestion, grouping: Grouping, asked: Asked): Promise<Cell[]> {
  const { from, to } = grouping.range;
  if (from >= to) {
    return [];
  }
  const first = dayOf(from, q.timezone);
  const last = dayOf(to - 1, q.timezone);
  const widths = [
    ...new Set(
      asked.measures.flatMap(({ measure }) => (measure === 'stickiness' ? [1, 30] : [DAYS[measure as 'dau']]))
    ),
  ];
  const byValue = await countByDay(q, grouping, widths, first, last);
  return [...byValue].flatMap(([value, counts]) =>
    grouping.plan.buckets.map((bucket) => {
      const end = dayOf(Math.min(bucket.end, to) - 1, q.timezone);
      const start = dayOf(Math.max(bucket.start, from), q.timezone);
      const numbers = asked.measures.map(({ measure }) =>
        measure === 'stickiness' ? stickiness(counts, start, end) : (counts[DAYS[measure as 'dau']]?.get(end) ?? 0)
      );
      return { bucket: bucket.key, value, numbers };
    })
  );
}

function stickiness(counts: DailyCounts, start: number, end: number): number | null {
  const mau = counts[30]?.get(end) ?? 0;
  let sum = 0;
  for (let day = start; day <= end; day++) {
    sum += counts[1]?.get(day) ?? 0;
  }
  return mau === 0 ? null : (100 * sum) / ((end - start + 1) * mau);
}

/**
 * Each person's active days become stretches of days on which it counts: from an active day to `width` days later or to the
 * next active day. The sum of starts minus ends up to a day is the exact number of people, in one pass for all widths and without
 * a join.
 */
async function countByDay(
  q: MeasureQuestion,
  grouping: Grouping,
  widths: number[],
  first: number,
  last: number
): Promise<Map<string, DailyCounts>> {
  const widest = Math.max(...widths);
  const from = Math.max(
    0,
    zoned(grouping.range.from, q.timezone)
      .startOfDay()
      .subtract({ days: widest - 1 }).epochMilliseconds
  );
  const segments = offsetSegments(q.timezone, from, grouping.range.to);
  const earliest = dayOf(from, q.timezone);
  const place = sql`${localDay(segments, sql`t`)} - ${bind('Int64', earliest)}`;
  const rows = await q.run<{ dim: string; width: number; day: number; delta: number }>(sql`
    SELECT dim, width, delta_row.1 + ${bind('Int64', earliest)} AS day, sum(delta_row.2) AS delta
    FROM (
      SELECT dim, width, arrayJoin([(day, people), (day + least(pause, width), -people)]) AS delta_row
      FROM (
        SELECT dim, stretch.1 AS day, stretch.2 AS pause, toInt64(count()) AS people
        FROM (
          SELECT dim, arrayJoin(arrayMap((day, next) -> (day, least(next - day, ${bind('Int64', widest)})),
            days, arrayPushBack(arrayPopFront(days), toInt64(1000000000)))) AS stretch
          FROM (
            SELECT dim, person, ${placesOf(last - earliest + 1)(place)} AS days
            FROM (${eventRows(q, from, grouping.range.to, grouping.dimension)})
            WHERE person_stable AND person != 0 AND active
            GROUP BY dim, person
          )
        ) GROUP BY dim, day, pause
      ) ARRAY JOIN ${bind('Array(Int64)', widths)} AS width
    )
    GROUP BY dim, width, day ORDER BY dim, width, day`);
  const totals = [...groupBy(rows, (row) => row.dim)].map(([value, ofValue]): [string, DailyCounts] => {
    const ofWidth = groupBy(ofValue, ({ width }) => Number(width));
    const counts = widths.map((width) => {
      const deltas = new Map((ofWidth.get(width) ?? []).map((d) => [Number(d.day), Number(d.delta)]));
      return [width, runningTotal(deltas, first, last)];
    });
    return [value, Object.fromEntries(counts) as DailyCounts];
  });
  return new Map(totals);
}

/** The running total of `deltas` on each of the days first..last. */
function runningTotal(deltas: Map<number, number>, first: number, last: number): Map<number, number> {
  let total = [...deltas].reduce((sum, [day, delta]) => sum + (day < first ? delta : 0), 0);
  const totals = new Map<number, number>();
  for (let day = first; day <= last; day++) {
    total += deltas.get(day) ?? 0;
    totals.set(day, total);
  }
  return totals;
}

function dayOf(ms: number, timezone: string): number {
  const moment = zoned(ms, timezone);
  return Math.floor((ms + moment.offsetNanoseconds / 1e6) / 86_400_000);
}
