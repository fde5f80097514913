import { BEHAVIOURS, type Feature, type SegmentAsked, type SegmentRules } from '@fawkes/contract';
import { bind, join, type Sql, sql } from '../../store/sql';
import { eventRows } from '../measures/event-rows';
import type { MeasureQuestion } from '../measures/grouping';
import { habitsSql } from './habits-sql';
import type { Moment } from './moment';
import { segmentSql } from './segment-sql';

/** Segments of any sort at a moment, and what decides who is in the behavioural ones. */
export interface Chosen {
  segments: readonly SegmentAsked[];
  moment: Moment;
  rules: SegmentRules;
  features: Feature[];
}

/**
 * In which of the segments each person is who was active within the active days and is known across days: person, chosen (a
 * number whose bit i is that of the i-th segment).
 */
export function chosenSql(q: MeasureQuestion, { segments, moment, rules, features }: Chosen): Sql {
  const places = segments.map((asked) => BEHAVIOURS.findIndex((name) => name === asked));
  const bits = segments.map((asked, i) => {
    const place = places[i] as number;
    const isIn = place >= 0 ? sql`segment = ${bind('UInt8', place)}` : sql`person IN (${q.members(asked, moment.end)})`;
    return sql`if(${isIn}, ${bind('UInt64', 2 ** i)}, 0)`;
  });
  const people = places.some((place) => place >= 0)
    ? sql`SELECT person, ${segmentSql(moment, rules)} AS segment FROM (${habitsSql(q, moment, features)})`
    : activePeopleSql(q, moment);
  return sql`SELECT person, toUInt64(${join(bits, ' + ')}) AS chosen FROM (${people})`;
}

/** Everyone who was active within the active days and is known across days: person. */
export function activePeopleSql(q: MeasureQuestion, { activeFrom, end }: Moment): Sql {
  return sql`SELECT person FROM (${eventRows(q, activeFrom, end)})
    WHERE person != 0 AND person_stable AND active GROUP BY person`;
}
