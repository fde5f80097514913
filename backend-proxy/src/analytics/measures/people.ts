import { type Matcher, type Measure, type MeasureAsked, MEASURES, type Property } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { unknownPick } from '../people/unknown-pick';
import type { Bucket } from '../time/buckets';
import { zoned } from '../time/range';
import { scopeOf } from '../sql/scope';
import { eventRows, eventRowsWith } from './event-rows';
import type { Dimension, MeasureQuestion } from './grouping';
import { isNumericMeasure, numbersColumn } from './numbers-sql';
import { sessionRows } from './session-measures';
import { firstEvents } from './total-users';

/** A cell of a measure: an interval, and a value where a dimension splits. */
export interface PickedCell {
  bucket: Pick<Bucket, 'start' | 'end'>;
  dimension?: Dimension;
  /** As it stands in `dim`; '' where nothing splits. */
  value: string;
}

type People = (q: MeasureQuestion, cell: PickedCell) => Sql;

/** Those whom a measure counts, or whose events or sessions it is about. */
const PEOPLE: { [M in Measure]?: People } = {
  unique_visitors: doing(sql`true`),
  events: doing(sql`true`),
  page_views: doing(sql`page_view`),
  active_users: doing(sql`active`),
  events_per_user: doing(sql`active`),
  sessions: withSessions(sql`true`),
  bounces: withSessions(sql`bounced`),
  bounce_rate: withSessions(sql`bounced`),
  session_duration: withSessions(sql`true`),
  views_per_visit: withSessions(sql`true`),
  entries: withSessions(sql`true`, 'session.entry_page'),
  exits: withSessions(sql`true`, 'session.exit_page'),
  exit_rate: withSessions(sql`true`, 'session.exit_page'),
  total_users: everSeen,
  dau: activeInDays(1),
  wau: activeInDays(7),
  mau: activeInDays(30),
};
/** Of the events that meet a matcher. */
const BY_MATCH: { [M in Measure]?: Sql } = {
  conversions: sql`bitTest(goals, 0)`,
  conversion_rate: sql`bitTest(goals, 0)`,
  events: sql`bitTest(goals, 0)`,
  events_per_user: sql`active AND bitTest(goals, 0)`,
};
const ALL = (Object.keys(MEASURES) as Measure[]).filter((m) => m in PEOPLE || m in BY_MATCH || isNumericMeasure(m));

/** The people behind a number of a measure; those of a rate are the ones of its numerator. */
export function measurePeople(q: MeasureQuestion, asked: MeasureAsked, cell: PickedCell): Sql {
  const people = peopleOf(asked);
  return people
    ? people(q, cell)
    : unknownPick('measure', `${asked.measure} counts no people; these do: ${ALL.join(', ')}`);
}

function peopleOf({ measure, match, property = 'value' }: MeasureAsked): People | undefined {
  if (isNumericMeasure(measure)) {
    return withNumbers(property, match);
  }
  const met = BY_MATCH[measure];
  return match && met ? doing(met, [match]) : PEOPLE[measure];
}

/** Who has an event in the interval for which something holds. */
function doing(holds: Sql, goals: Matcher[] = []): People {
  return (q, { bucket, dimension, value }) => sql`SELECT person
    FROM (${eventRows(q, q.range.from, q.range.to, dimension, goals)})
    WHERE t >= ${bind('Int64', bucket.start)} AND t < ${bind('Int64', bucket.end)} AND dim = ${bind('String', value)}
      AND ${holds}`;
}

/** Whose events have a number that counts. */
function withNumbers(property: Property, match: Matcher | undefined): People {
  return (q, { bucket, dimension, value }) => {
    const extra = numbersColumn([property], scopeOf(q, q.range.to));
    return sql`SELECT person FROM (${eventRowsWith(q, q.range, { dimension, goals: match ? [match] : [], extra })})
      WHERE t >= ${bind('Int64', bucket.start)} AND t < ${bind('Int64', bucket.end)} AND dim = ${bind('String', value)}
        AND isNotNull(tupleElement(extra, 1)) AND ${match ? sql`bitTest(goals, 0)` : sql`true`}`;
  };
}

/** Whose sessions, of which something holds, begin in the interval; by the pages of another property where one is given. */
function withSessions(holds: Sql, pages?: Property): People {
  return (q, { bucket, dimension, value }) => {
    const split = dimension && { dimension: { ...dimension, property: pages ?? dimension.property } };
    const from = Math.max(bucket.start, q.range.from);
    const to = Math.min(bucket.end, q.range.to);
    return sql`SELECT person FROM (${sessionRows(q, { range: q.range, ...split })})
      WHERE started >= ${bind('Int64', from)} AND started < ${bind('Int64', to)} AND ${holds}
        AND ${dimension ? sql`dim = ${bind('String', value)}` : sql`true`}`;
  };
}

/** Who was ever seen, up to the end of the interval. */
function everSeen(q: MeasureQuestion, { bucket, dimension, value }: PickedCell): Sql {
  const end = Math.min(bucket.end, q.range.to);
  return sql`SELECT person FROM (${firstEvents(q, { range: q.range, ...(dimension ? { dimension } : {}) })})
    WHERE first < ${bind('Int64', end)} AND dim = ${bind('String', value)}`;
}

/** Who is known across days and was active in the calendar days that end with the interval. */
function activeInDays(days: number): People {
  return (q, { bucket, dimension, value }) => {
    const to = Math.min(bucket.end, q.range.to);
    const last = zoned(to - 1, q.timezone).startOfDay();
    const from = Math.max(0, last.subtract({ days: days - 1 }).epochMilliseconds);
    return sql`SELECT person FROM (${eventRows(q, from, q.range.to, dimension)})
      WHERE person_stable AND active AND t < ${bind('Int64', to)} AND dim = ${bind('String', value)}`;
  };
}

/** The value of a breakdown that an answer shows in these words; any other value stands for itself. */
export function pickedValue(shown: string, values: readonly string[], labels: readonly string[]): string {
  return values[labels.indexOf(shown)] ?? shown;
}
