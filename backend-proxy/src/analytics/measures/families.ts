import type { Matcher, MeasureAsked } from '@fawkes/contract';
import { numbered, type Sql } from '../../store/sql';
import { eventMeasures, isEventMeasure } from './event-measures';
import type { Asked, Grouping, MeasureQuestion } from './grouping';
import { isPageMeasure, pageMeasures } from './page-measures';
import { isRollingMeasure, rollingMeasures } from './rolling-measures';
import { isSessionMeasure, sessionMeasures } from './session-measures';
import { totalUsers } from './total-users';

/** Measures that one statement answers. */
export interface Family {
  has(measure: MeasureAsked['measure']): boolean;
  /** SQL of their cells: bucket, dim and a column for each measure asked (`measureColumns`), NULL where it is not known. */
  cells(q: MeasureQuestion, grouping: Grouping, asked: Asked): Sql;
}

const EVENTS: Family = { has: isEventMeasure, cells: eventMeasures };

/** Which family answers which measure: decided here and nowhere else. */
export const FAMILIES: readonly Family[] = [
  EVENTS,
  { has: isSessionMeasure, cells: sessionMeasures },
  { has: isPageMeasure, cells: pageMeasures },
  { has: isRollingMeasure, cells: rollingMeasures },
  { has: (measure) => measure === 'total_users', cells: totalUsers },
];

/** Whether one statement answers both. */
export function areCountedTogether(a: MeasureAsked, b: MeasureAsked): boolean {
  return FAMILIES.some((family) => family.has(a.measure) && family.has(b.measure));
}

/** Whether it is of events, each of which is read. */
export function isOfEvents({ measure }: MeasureAsked): boolean {
  return EVENTS.has(measure);
}

/** Measures of one family with the matchers of their goals. */
export function withMatchers(measures: MeasureAsked[]): Asked {
  return { measures, goals: measures.flatMap((m): Matcher[] => (m.match ? [m.match] : [])) };
}

/** The names of the columns of a family's cells that hold the numbers: m0, m1 and so on. */
export function measureColumns(measures: MeasureAsked[]): Sql[] {
  return measures.map((_, i) => numbered('m', i));
}
