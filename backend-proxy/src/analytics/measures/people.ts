import { type Matcher, type Measure, type MeasureAsked } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { unknownPick } from '../people/unknown-pick';
import type { Bucket } from '../time/buckets';
import { zoned } from '../time/range';
import { eventRows } from './event-rows';
import type { Dimension, MeasureQuestion } from './grouping';
import { firstEvents } from './total-users';

/** A cell of a measure: an interval, and a value where a dimension splits. */
export interface PickedCell {
  bucket: Pick<Bucket, 'start' | 'end'>;
  dimension?: Dimension;
  /** As it stands in `dim`; '' where nothing splits. */
  value: string;
}

type People = (q: MeasureQuestion, cell: PickedCell) => Sql;

/** Those whom a measure counts, or whose events it counts. */
const PEOPLE: { [M in Measure]?: People } = {
  unique_visitors: doing(sql`true`),
  events: doing(sql`true`),
  page_views: doing(sql`page_view`),
  active_users: doing(sql`active`),
  total_users: everSeen,
  dau: activeInDays(1),
  wau: activeInDays(7),
  mau: activeInDays(30),
};
const BY_MATCH: readonly Measure[] = ['conversions', 'conversion_rate', 'events'];
const ALL = [...new Set([...Object.keys(PEOPLE), ...BY_MATCH])].join(', ');

/** The people behind a number of a measure; those of a rate are the ones of its numerator. */
export function measurePeople(q: MeasureQuestion, { measure, match }: MeasureAsked, cell: PickedCell): Sql {
  const people = match ? BY_MATCH.includes(measure) && doing(sql`bitTest(goals, 0)`, [match]) : PEOPLE[measure];
  return people ? people(q, cell) : unknownPick('measure', `${measure} counts no people; these do: ${ALL}`);
}

/** Who has an event in the interval for which something holds. */
function doing(holds: Sql, goals: Matcher[] = []): People {
  return (q, { bucket, dimension, value }) => sql`SELECT person
    FROM (${eventRows(q, q.range.from, q.range.to, dimension, goals)})
    WHERE t >= ${bind('Int64', bucket.start)} AND t < ${bind('Int64', bucket.end)} AND dim = ${bind('String', value)}
      AND ${holds}`;
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
    const last = zoned(Math.min(bucket.end, q.range.to) - 1, q.timezone).startOfDay();
    const from = Math.max(0, last.subtract({ days: days - 1 }).epochMilliseconds);
    const to = last.add({ days: 1 }).epochMilliseconds;
    return sql`SELECT person FROM (${eventRows(q, from, q.range.to, dimension)})
      WHERE person_stable AND active AND t < ${bind('Int64', to)} AND dim = ${bind('String', value)}`;
  };
}

/** The value of a breakdown that an answer shows in these words; any other value stands for itself. */
export function pickedValue(shown: string, values: readonly string[], labels: readonly string[]): string {
  return values[labels.indexOf(shown)] ?? shown;
}
