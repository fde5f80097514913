import type { MeasureAsked, Property } from '@fawkes/contract';
import { bind, join, type Sql, sql } from '../../store/sql';
import { isSessionProperty } from '../sql/property';
import { planBuckets } from '../time/buckets';
import { eventRowsWith } from './event-rows';
import { FAMILIES, isOfEvents, measureColumns, withMatchers } from './families';
import type { Dimension, Grouping, MeasureQuestion } from './grouping';
import { divideConversions } from './measure';
import { Numbers, startsAtZero } from './numbers';

export interface Ranking {
  /** The largest values in order. */
  values: string[];
  /** How many values there are in all. */
  total: number;
  /** The measures that were asked, over the range as one bucket. */
  numbers: Numbers;
}

interface Row {
  dim: string;
  numbers: Array<number | null>;
  total: number;
}

/**
 * The `limit` largest values of a property by the first measure over the whole range; equal ones in the order of their text, and last
 * those of which it is not known. Values are those that the range has an event of, and those that the measures know besides (a
 * session may end after the range, a person have been there before it). The measures are of one family.
 */
export async function rankValues(
  q: MeasureQuestion,
  property: Property,
  measures: MeasureAsked[],
  limit: number
): Promise<Ranking> {
  const plan = planBuckets(q.range, 'range', q.timezone, q.weekStart);
  const grouping = { range: q.range, plan, dimension: { property } };
  const rows = await q.run<Row>(rankingSql(q, grouping, measures, limit));
  const numbers = new Numbers(measures);
  for (const { dim, numbers: found } of rows) {
    found.forEach((n, i) => numbers.write(0, dim, i, n));
  }
  await divideConversions(q, grouping, measures, numbers);
  return { values: rows.map(({ dim }) => dim), total: rows[0]?.total ?? 0, numbers };
}

/** However many values there are, no more than the largest leave the engine. */
function rankingSql(
  q: MeasureQuestion,
  grouping: Grouping & { dimension: Dimension },
  measures: MeasureAsked[],
  limit: number
): Sql {
  const family = FAMILIES.find(({ has }) => has((measures[0] as MeasureAsked).measure))!;
  const columns = measureColumns(measures);
  const numbers = columns.map((column, i) => (startsAtZero(measures[i]!) ? sql`ifNull(${column}, 0)` : column));
  const cells = sql`SELECT dim, ${join(columns, ', ')} FROM (${family.cells(q, grouping, withMatchers(measures))})`;
  return sql`
    SELECT dim, tuple(${join(numbers, ', ')}) AS numbers, count() OVER () AS total
    FROM (${withAllValues(q, grouping, cells, measures)})
    ORDER BY numbers.1 DESC NULLS LAST, dim ASC LIMIT ${bind('UInt32', limit)}`;
}

/** The cells, and one without numbers for each other value that an event of the range has. */
function withAllValues(
  q: MeasureQuestion,
  { range, dimension }: Grouping & { dimension: Dimension },
  cells: Sql,
  measures: MeasureAsked[]
): Sql {
  // Measures of events have a cell for each value already; which values a property of the session has, the sessions say.
  if (measures.some(isOfEvents) || isSessionProperty(dimension.property)) {
    return cells;
  }
  const columns = measureColumns(measures);
  const known = columns.map((column) => sql`any(${column}) AS ${column}`);
  const nothing = columns.map(() => sql`NULL`);
  return sql`SELECT dim, ${join(known, ', ')} FROM (
      ${cells} UNION ALL SELECT DISTINCT dim, ${join(nothing, ', ')} FROM (${eventRowsWith(q, range, { dimension })})
    ) GROUP BY dim`;
}
