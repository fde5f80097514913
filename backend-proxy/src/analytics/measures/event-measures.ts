import type { Measure } from '@fawkes/contract';
import { bind, join, numbered, type Sql, sql } from '../../store/sql';
import { eventRows } from './event-rows';
import {
  type Asked,
  type Cell,
  cellColumns,
  cellGroups,
  type Grouping,
  largestSql,
  type MeasureQuestion,
} from './grouping';

export type EventMeasure = Extract<
  Measure,
  'page_views' | 'events' | 'unique_visitors' | 'active_users' | 'conversions' | 'conversion_rate'
>;

const EXPRESSIONS: Record<Exclude<EventMeasure, 'conversions' | 'conversion_rate'>, Sql> = {
  page_views: sql`countIf(page_view)`,
  events: sql`count()`,
  unique_visitors: sql`uniqExactIf(person, person != 0)`,
  active_users: sql`uniqExactIf(person, person != 0 AND active)`,
};

export function isEventMeasure(measure: Measure): measure is EventMeasure {
  return measure in EXPRESSIONS || measure === 'conversions' || measure === 'conversion_rate';
}

/** Counts of events and of the persons behind them. A conversion counts persons, so that its rate is a share of persons. */
export async function eventMeasures(q: MeasureQuestion, grouping: Grouping, asked: Asked): Promise<Cell[]> {
  const { from, to } = grouping.range;
  let goal = -1;
  const columns = asked.measures.map(({ measure, match }, i) => {
    goal += match ? 1 : 0;
    const expression = match
      ? sql`uniqExactIf(person, person != 0 AND bitTest(goals, ${bind('UInt8', goal)}))`
      : EXPRESSIONS[measure as keyof typeof EXPRESSIONS];
    return sql`${expression} AS ${numbered('m', i)}`;
  });
  const rows = await q.run<Record<string, number> & { dim: string }>(sql`
    SELECT ${cellColumns(grouping, sql`t`)}, ${join(columns, ', ')}
    FROM (${eventRows(q, from, to, grouping.dimension, asked.goals)})
    ${cellGroups(grouping)} ${largestSql(grouping.largest)}`);
  return rows.map((row) => toCell(row, asked.measures.length));
}

export function toCell(row: Record<string, number | null> & { dim: string }, count: number): Cell {
  const numbers = Array.from({ length: count }, (_, i) => row[`m${i}`] as number | null);
  return { bucket: Number(row['bucket']), value: row.dim, numbers };
}
