import type { PathsQuery } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { OTHER } from '../measures/grouping';
import type { Question } from '../question';
import { waysSql } from './ways-sql';

/** Where a way goes no further; no label can hold a NUL. */
export const END = '\u0000end';

/** So many ways go from one label, which is their step number `step`, to the next, or end there. */
export interface Hop {
  step: number;
  source: string;
  target: string;
  ways: number;
  /** How many labels this step has in all. */
  labels: number;
}

/**
 * From which label how many ways go to which, step by step; of each step the most frequent labels by name, the others as one.
 * How often a label stands at a step is the sum of the hops from it, and from the second step on also of those to it: so both
 * ends of a hop are ranked alike, and the counts of nodes and edges agree.
 */
export function hopsSql(q: Question<PathsQuery>): Sql {
  const end = bind('String', END);
  const other = bind('String', OTHER);
  const limit = bind('UInt32', q.query.limit);
  const counted = sql`SELECT hop.1 AS step, hop.2 AS source, hop.3 AS target, count() AS n
    FROM (
      SELECT arrayJoin(arrayZip(arrayEnumerate(way), way, arrayPushBack(arraySlice(way, 2), ${end}))) AS hop
      FROM (${waysSql(q)})
    ) GROUP BY step, source, target`;
  const weighed = sql`SELECT step, source, target, n,
      sum(n) OVER (PARTITION BY step, source) AS from_source, sum(n) OVER (PARTITION BY step, target) AS to_target
    FROM (${counted})`;
  const ranked = sql`SELECT step, source, target, n,
      dense_rank() OVER (PARTITION BY step ORDER BY from_source DESC, source) AS source_rank,
      dense_rank() OVER (PARTITION BY step ORDER BY target = ${end}, to_target DESC, target) AS target_rank
    FROM (${weighed})`;
  return sql`SELECT toInt64(step) AS step, shown_source AS source, shown_target AS target, toInt64(sum(n)) AS ways,
      toInt64(max(max(source_rank)) OVER (PARTITION BY step)) AS labels
    FROM (
      SELECT step, n, source_rank, if(source_rank <= ${limit}, source, ${other}) AS shown_source,
        if(target = ${end} OR target_rank <= ${limit}, target, ${other}) AS shown_target
      FROM (${ranked})
    ) GROUP BY step, shown_source, shown_target`;
}

/** Whole ways, the most frequent first: way, ways, distinct and total (how many different ways there are, and ways in all). */
export function wholeWaysSql(q: Question<PathsQuery>): Sql {
  return sql`SELECT way, toInt64(n) AS ways, toInt64(count() OVER ()) AS distinct, toInt64(sum(n) OVER ()) AS total
    FROM (SELECT way, count() AS n FROM (${waysSql(q)}) GROUP BY way)
    ORDER BY n DESC, way LIMIT ${bind('UInt32', q.query.limit)}`;
}
