import type { Feature, SegmentRules } from '@fawkes/contract';
import { bind, join, numbered, type Sql, sql } from '../../store/sql';
import { featureParts } from '../behaviour/feature-parts';
import { segmentWithin } from '../behaviour/segment-sql';
import { eventRows } from '../measures/event-rows';
import type { MeasureQuestion } from '../measures/grouping';
import { sessionRows } from '../measures/session-measures';
import { firstEvents } from '../measures/total-users';
import { localDay } from '../time/offsets';
import type { Moment } from '../behaviour/moment';
import type { Days } from './days';

/**
 * The sizes at all moments that `days` asks about, in one pass over their events: rows of moment (its place among those of
 * `days`), segment, people.
 *
 * Each person is a row of arrays with a place for each day, the first for what was before: running sums of sessions, when last
 * seen, features of the days before. A window of days is then a difference of two places, and all moments are told at once.
 */
export function dailySizesSql(q: MeasureQuestion, days: Days, rules: SegmentRules, features: Feature[]): Sql {
  const { moments, asked } = days;
  const at = (array: Sql, daysBack: number) =>
    sql`arraySlice(${array}, ${bind('Int64', days.count - moments.length + 2 - daysBack)}, ${bind('Int64', moments.length)})`;
  const between = (array: Sql, from: number, to: number) =>
    sql`arrayMap((b, a) -> toInt64(b) - toInt64(a), ${at(array, to)}, ${at(array, from)})`;
  const numbers = (of: (moment: Moment, place: number) => number) => bind('Array(Int64)', moments.map(of));
  // All moments are starts of days, so that the days of what people did last say as much as its times.
  const daysBack = (count: number) => numbers((_, i) => days.count - moments.length + 2 + i - count);
  const bounds = {
    activeFrom: sql`active_from`,
    riskFrom: sql`risk_from`,
    newFrom: sql`new_from`,
    lastFrom: sql`risk_day`,
  };
  const isAsked = bind(
    'Array(Int64)',
    moments.map((_, i) => (asked.includes(i) ? 1 : 0))
  );
  return sql`SELECT cell.1 AS moment, cell.2 AS segment, count() AS people FROM (
      SELECT arrayJoin(arrayFilter(c -> c.2 >= 0 AND c.3 = 1, arrayZip(
        range(toUInt32(${bind('UInt32', moments.length)})),
        arrayMap((last, recent_features, late_sessions, recent_sessions, earlier_sessions,
            active_from, risk_from, new_from, active_day, risk_day) -> if(last < active_day, -1, toInt8(${segmentWithin(bounds, rules)})),
          ${at(sql`lasts`, 0)}, ${at(sql`used`, 0)},
          ${between(sql`visits`, rules.riskDays, 0)}, ${between(sql`visits`, rules.recentDays, 0)},
          ${between(sql`arrayMap(n -> greatest(0, toInt64(n) - visits_before), visits)`, rules.activeDays, rules.riskDays)},
          ${numbers(({ activeFrom }) => activeFrom)}, ${numbers(({ riskFrom }) => riskFrom)}, ${numbers(({ newFrom }) => newFrom)},
          ${daysBack(rules.activeDays)}, ${daysBack(rules.riskDays)}),
        ${isAsked}))) AS cell
      FROM (${peopleSql(q, days, rules, features)})
    ) GROUP BY moment, segment`;
}

/**
 * One row a person, arrays of `count` + 1: first (ms), lasts (the place of the last active day so far), used (features in the
 * recent days), visits (running; visits_before first seen). Arrays grow to all days last, so that few of them are in memory.
 */
function peopleSql(q: MeasureQuestion, days: Days, rules: SegmentRules, features: Feature[]): Sql {
  const parts = featureParts(features);
  const activity = parts.map((part) => activitySql(q, days, part));
  const range = { from: days.from, to: days.to, asOf: q.range.asOf };
  const seen = dense(sql`active_days`, sql`arrayMap(day -> toUInt16(day), active_days)`, days);
  const row = sql`SELECT activity.person AS person, firsts.first AS first,
      arrayFill(day -> day > 0, ${seen}) AS lasts, ${usedSql(days, rules, parts[0]?.length ?? 0)},
      arrayFill(n -> n > 0, ${dense(sql`sessions.days`, sql`sessions.running`, days)}) AS visits,
      toInt64(arrayCount(started -> started < firsts.first, sessions.starts)) AS visits_before
    FROM (${join(activity, ' UNION ALL ')}) AS activity
    LEFT JOIN (${firstEvents(q, { range })}) AS firsts ON activity.person = firsts.person
    LEFT JOIN (${visitsSql(q, days)}) AS sessions ON activity.person = sessions.person`;
  return parts.length === 1
    ? row
    : sql`SELECT any(first) AS first, any(lasts) AS lasts, sumForEach(used) AS used, any(visits) AS visits,
        any(visits_before) AS visits_before
      FROM (${row}) GROUP BY person`;
}

/** For each part of the features a row a person: the places of active days, and which features were used on each. */
function activitySql(q: MeasureQuestion, days: Days, features: Feature[]): Sql {
  const goals = features.map(({ match }) => match);
  return sql`SELECT person, groupArray(day) AS active_days, groupArray(mask) AS masks FROM (
      SELECT person, ${placeOfDay(days, sql`t`)} AS day, groupBitOr(goals) AS mask
      FROM (${eventRows(q, days.from, days.to, undefined, goals)})
      WHERE person != 0 AND person_stable AND active GROUP BY person, day
    ) GROUP BY person`;
}

/** `used`, by the masks of so many features. */
function usedSql(days: Days, rules: SegmentRules, features: number): Sql {
  const { steps, last } = windowOf(sql`used_by_day`, rules.recentDays);
  const narrow = features <= 8 ? sql`toUInt8(mask)` : features <= 32 ? sql`toUInt32(mask)` : sql`mask`;
  return sql`${dense(sql`active_days`, sql`arrayMap(mask -> ${narrow}, masks)`, days)} AS used_by_day,
    ${steps} arrayMap(mask -> bitCount(mask), ${last}) AS used`;
}

/** One row a person: starts of sessions in order, the places of days with any, and how many there were up to the end of each. */
function visitsSql(q: MeasureQuestion, days: Days): Sql {
  const range = { from: days.from, to: days.to, asOf: q.range.asOf };
  const isLast = sql`(place, next) -> place != next, places, arrayShiftLeft(places, 1, toInt64(0))`;
  return sql`SELECT person, arraySort(groupArray(started)) AS starts, arrayMap(t -> ${placeOfDay(days, sql`t`)}, starts) AS places,
      arrayMap(${isLast}) AS ends, arrayFilter((place, end) -> end, places, ends) AS days,
      arrayFilter((n, end) -> end, arrayEnumerate(places), ends) AS running
    FROM (${sessionRows(q, { range })})
    WHERE started >= ${bind('Int64', days.from)} AND started < ${bind('Int64', days.to)} GROUP BY person`;
}

/** The place of a time's day, counted from 1. */
function placeOfDay(days: Days, time: Sql): Sql {
  return sql`${localDay(days.offsets, time)} - ${bind('Int64', days.first - 1)}`;
}

/** Values by the place of their day as an array with a place for every day, and one before them. */
function dense(places: Sql, values: Sql, { count }: Days): Sql {
  return sql`mapPopulateSeries(arrayPushFront(${places}, 0), arrayPushFront(${values}, 0), ${bind('Int64', count)}).2`;
}

/** At each place what any of the `width` places that end there has: by windows of 1, 2, 4, … places, each made of two. */
function windowOf(masks: Sql, width: number): { steps: Sql; last: Sql } {
  let [steps, last, reach, count] = [sql``, masks, 1, 0];
  while (reach < width) {
    const shift = Math.min(reach, width - reach);
    const next = numbered('chain', (count += 1));
    const wider = sql`arrayMap((a, b) -> bitOr(a, b), ${last}, arrayShiftRight(${last}, ${bind('Int64', shift)}))`;
    steps = sql`${steps}${wider} AS ${next}, `;
    [last, reach] = [next, reach + shift];
  }
  return { steps, last };
}
