import type { PowerCurveQuery } from '@fawkes/contract';
import { sql } from '../../store/sql';
import { knownPeople } from '../behaviour/known-people';
import { frame, numberColumn } from '../frame';
import type { Computed, Question } from '../question';
import { activeDaysSql, firstDay } from './active-days-sql';

/**
 * L7 or L28: frame `power_curve` with a row for each number of days from 1 to 7 or 28, the people who were active on exactly so
 * many of the calendar days that end with the range, and their share of all of them (percent). Counts users and stable
 * visitors only.
 */
export async function powerCurve(q: Question<PowerCurveQuery>): Promise<Computed> {
  const { days } = q.query;
  const from = firstDay(q);
  const rows = await q.run<{ active_days: number; people: number }>(
    sql`SELECT active_days, count() AS people FROM (${activeDaysSql(q, from)}) GROUP BY active_days`
  );
  const { nobody, notices } = await knownPeople(q, { from, to: q.range.to }, rows.length === 0);
  const counted = new Map(rows.map(({ active_days, people }) => [Number(active_days), Number(people)]));
  const total = [...counted.values()].reduce((sum, people) => sum + people, 0);
  const numbers = Array.from({ length: days }, (_, i) => i + 1);
  const people = numbers.map((n) => (nobody ? null : (counted.get(n) ?? 0)));
  const shares = people.map((n) => (n === null || total === 0 ? null : (100 * n) / total));
  const columns = [
    numberColumn('days', numbers, { displayName: `Active days of ${days}` }),
    numberColumn('people', people, { displayName: 'People', unit: 'locale' }),
    numberColumn('share', shares, { displayName: 'Share', unit: 'percent' }),
  ];
  return { frames: [frame('power_curve', columns)], notices, cut: null };
}
