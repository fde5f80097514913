import type { Frame, OverlapQuery } from '@fawkes/contract';
import { sql } from '../../store/sql';
import { type Chosen, chosenSql } from '../behaviour/chosen-sql';
import { knownPeople } from '../behaviour/known-people';
import { momentAt } from '../behaviour/moment';
import { rulesOf } from '../behaviour/rules';
import { frame, numberColumn, textColumn } from '../frame';
import type { Computed, Question } from '../question';

interface Combination {
  /** Bit i says that its people are in the i-th segment. */
  chosen: number;
  people: number;
}

/**
 * The people active in the active days before the end of the range by exactly which of the segments they are in: frame
 * `overlap`, a row for each combination that has people, the largest first, with their names, their number, and a field for each
 * segment that says whether it is in it; frame `sizes` with each segment's people. Counts users and stable visitors only.
 */
export async function overlap(q: Question<OverlapQuery>): Promise<Computed> {
  const asked = await chosenOf(q);
  const rows = await q.run<Combination>(sql`SELECT toUInt32(chosen) AS chosen, count() AS people
    FROM (${chosenSql(q, asked)}) GROUP BY chosen ORDER BY people DESC, chosen`);
  const active = { from: asked.moment.activeFrom, to: asked.moment.end };
  const { nobody, notices } = await knownPeople(q, active, rows.length === 0);
  return { frames: [combinations(q.query, rows), sizes(q.query, rows, nobody)], notices, cut: null };
}

/** The segments as they are at the end of the range. */
export async function chosenOf(q: Question<OverlapQuery>): Promise<Chosen> {
  const rules = rulesOf(q);
  const moment = momentAt(q.range.to, rules, q.timezone);
  return { segments: q.query.segments, moment, rules, features: await q.features() };
}

const isIn = (chosen: number, segment: number) => ((chosen >> segment) & 1) === 1;

function combinations({ segments }: OverlapQuery, rows: Combination[]): Frame {
  const all = rows.reduce((sum, { people }) => sum + people, 0);
  const names = rows.map(({ chosen }) => segments.filter((_, i) => isIn(chosen, i)).join(' & ') || 'None of them');
  const columns = segments.map((name, i) => ({
    name,
    type: 'boolean' as const,
    values: rows.map(({ chosen }) => isIn(chosen, i)),
  }));
  const people = rows.map((row) => row.people);
  const shares = people.map((n) => (100 * n) / all);
  return frame('overlap', [
    textColumn('combination', names, { displayName: 'Combination' }),
    numberColumn('people', people, { displayName: 'People', unit: 'locale' }),
    numberColumn('share', shares, { displayName: 'Share', unit: 'percent' }),
    ...columns,
  ]);
}

function sizes({ segments }: OverlapQuery, rows: Combination[], nobody: boolean): Frame {
  const size = (segment: number) =>
    rows.reduce((sum, { chosen, people }) => sum + (isIn(chosen, segment) ? people : 0), 0);
  return frame('sizes', [
    textColumn('segment', segments, { displayName: 'Segment' }),
    numberColumn(
      'people',
      segments.map((_, i) => (nobody ? null : size(i))),
      { displayName: 'People', unit: 'locale' }
    ),
  ]);
}
