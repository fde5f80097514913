import type { FunnelQuery } from '@fawkes/contract';
import { holm } from '../../statistics/holm';
import { twoProportions } from '../../statistics/two-proportions';
import { bind, sql } from '../../store/sql';
import { OTHER } from '../measures/grouping';
import type { Question } from '../question';
import type { FunnelPlan } from './plan';
import { type PeopleRow, peopleColumns, stepColumns, type StepRow } from './steps';
import { unitsSql } from './units-sql';

/** What a value of the breakdown has. */
export interface CountedValue {
  /** The value itself; `OTHER` for all that are not shown. */
  value: string;
  row: StepRow;
}

interface CountedValues {
  whole: Partial<StepRow & PeopleRow>;
  /** The largest values by those who entered, equal ones in the order of their text; then the others. */
  values: CountedValue[];
  /** How many values there are. */
  total: number;
}

interface ValueRow extends StepRow, PeopleRow {
  shown: string;
  whole: boolean;
  total: number;
}

/** The steps of each value and of all together, in one pass over the events. */
export async function countValues(q: Question<FunnelQuery>, plan: FunnelPlan, limit: number): Promise<CountedValues> {
  const counted = sql`SELECT value, ${peopleColumns(plan, 'kept')}, ${stepColumns(plan, 'kept')} FROM (${unitsSql(q, plan)}) GROUP BY value`;
  const ranked = sql`SELECT *, row_number() OVER (ORDER BY counts[1] DESC, value) AS rank, count() OVER () AS known FROM (${counted})`;
  const rows = await q.run<ValueRow>(sql`
    SELECT shown, grouping(shown) = 1 AS whole, min(rank) AS first, max(known) AS total,
      ${peopleColumns(plan, 'merged')}, ${stepColumns(plan, 'merged')}
    FROM (SELECT *, if(rank <= ${bind('UInt32', limit)}, value, ${bind('String', OTHER)}) AS shown FROM (${ranked}))
    GROUP BY GROUPING SETS ((shown), ()) ORDER BY whole DESC, shown = ${bind('String', OTHER)}, first`);
  const values = rows.filter(({ whole }) => !whole).map((row) => ({ value: row.shown, row }));
  const [whole = {}] = rows.filter((row) => row.whole);
  return { whole, values, total: Number(values.length > 0 ? (rows[0] as ValueRow).total : 0) };
}

/** Fewer than these tell nothing. */
const FEWEST = 30;
const LEVEL = 0.05;

interface Compared {
  p: number | null;
  /** `higher` and `lower` than all others together; null where too few were counted. */
  verdict: 'higher' | 'lower' | 'no clear difference' | null;
}

/**
 * How the conversion of each value differs from that of all others together: a two-proportion z-test each, corrected by Holm over
 * the values. The others as one are no value, and where fewer than 30 are on a side nothing is said.
 */
export function compareValues(values: Array<{ value: string; entered: number; completed: number }>): Compared[] {
  const sum = (of: 'entered' | 'completed') => values.reduce((all, one) => all + one[of], 0);
  const [entered, completed] = [sum('entered'), sum('completed')];
  const tests = values.map(({ value, ...own }) => {
    const rest = { count: completed - own.completed, n: entered - own.entered };
    const isEnough = value !== OTHER && own.entered >= FEWEST && rest.n >= FEWEST;
    return isEnough ? twoProportions({ count: own.completed, n: own.entered }, rest) : null;
  });
  const corrected = holm(tests.map((test) => test?.p ?? null));
  return tests.map((test, i) => {
    const p = corrected[i] ?? null;
    const direction = test && test.z > 0 ? 'higher' : 'lower';
    return { p, verdict: p === null ? null : p < LEVEL ? direction : 'no clear difference' };
  });
}
