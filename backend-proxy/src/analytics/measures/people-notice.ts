import type { Measure, Notice } from '@fawkes/contract';
import { sql } from '../../store/sql';
import { siteScope } from '../sql/scope';
import { eventRows } from './event-rows';
import type { MeasureQuestion } from './grouping';

const WITHIN_RANGE: Measure[] = [
  'unique_visitors',
  'active_users',
  'events_per_user',
  'sessions',
  'bounces',
  'bounce_rate',
  'session_duration',
  'views_per_visit',
  'entries',
  'exits',
  'exit_rate',
  'conversions',
  'conversion_rate',
];
const ACROSS_DAYS: Measure[] = ['total_users', 'dau', 'wau', 'mau', 'stickiness'];

export function needsMemory(measure: Measure): boolean {
  return ACROSS_DAYS.includes(measure);
}

/** Which people the numbers count: the share that is anonymous, and how many are left out where days are compared. */
export async function peopleNotices(q: MeasureQuestion, measures: Measure[]): Promise<Notice[]> {
  // A segment has none but people who are known across days.
  if (q.query.segment !== undefined || !measures.some((m) => WITHIN_RANGE.includes(m) || needsMemory(m))) {
    return [];
  }
  // Where nobody is anonymous, which one small column tells, nobody needs to be counted.
  const [someone] = await q.run(sql`
    SELECT 1 FROM (${eventRows(q, q.range.from, q.range.to)}) WHERE NOT person_stable AND person != 0 LIMIT 1`);
  if (someone === undefined) {
    return [];
  }
  const [row] = await q.run<{ persons: number; anonymous: number }>(sql`
    SELECT uniqExact(person) AS persons, uniqExactIf(person, NOT person_stable) AS anonymous
    FROM (${eventRows(q, q.range.from, q.range.to)}) WHERE person != 0`);
  const { persons, anonymous } = row ?? { persons: 0, anonymous: 0 };
  const notices: Notice[] = [];
  if (anonymous > 0 && measures.some((m) => WITHIN_RANGE.includes(m))) {
    const share = Math.round((anonymous / persons) * 1000) / 10;
    notices.push({
      severity: 'info',
      code: 'anonymous_share',
      text: `${share} % of the ${persons} people are anonymous daily visitors: the same person counts again each day.`,
    });
  }
  if (anonymous > 0 && anonymous < persons && measures.some(needsMemory)) {
    notices.push({
      severity: 'info',
      code: 'known_people_only',
      text: `Numbers over several days count users and stable visitors: of the ${persons} people of this range ${anonymous} are daily visitors and left out.`,
    });
  }
  return notices;
}

/** Whether anybody of these sites is known from one day to the next; if not, zeros over days would mislead. */
export async function isAnybodyKnown(q: MeasureQuestion): Promise<boolean> {
  const [row] = await q.run<{ known: number }>(sql`
    SELECT count() AS known FROM (SELECT 1 FROM first_seen
      WHERE ${siteScope({ workspace: q.workspace, site: q.query.site })} AND person_stable LIMIT 1)`);
  return (row?.known ?? 0) > 0;
}

/** Shown instead of a bare 0 where a measure needs people that are known from one day to the next. */
export const NOBODY_KNOWN: Notice = {
  severity: 'warning',
  code: 'nobody_known',
  text: 'These events name nobody across days. Send user_id, or a stable anonymous_id, with POST /api/v1/events to count people over several days: total users, DAU, WAU, MAU, stickiness, lifecycle.',
};
