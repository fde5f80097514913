import { BEHAVIOURS } from '@fawkes/contract';
import { bind, join, type Sql, sql } from '../../store/sql';
import type { Chosen } from '../behaviour/chosen-sql';
import { habitsSql } from '../behaviour/habits-sql';
import { DAY_MS, segmentSql } from '../behaviour/segment-sql';
import type { MeasureQuestion } from '../measures/grouping';

/** The people of one segment who used equally many features lately: whole numbers, so that sums do not hang on their order. */
export interface SizeRow {
  /** The place among BEHAVIOURS, then among those asked for by name. */
  segment: number;
  recent_features: number;
  people: number;
  sessions: number;
  /** Active days, each person's at most those of full engagement. */
  days: number;
  /** Milliseconds since last seen: all of them, and what is left of the recent days. */
  unseen: number;
  left: number;
}

/**
 * The sizes at a moment of the behavioural segments, in one of which each person is, and of those asked for by name, and the sums
 * that their means are made of: rows as `SizeRow`.
 */
export function sizesSql(q: MeasureQuestion, { segments, moment, rules, features }: Chosen): Sql {
  const unseen = sql`(${bind('Int64', moment.end)} - last)`;
  const named = segments.map((asked, i) => {
    const place = bind('Int64', BEHAVIOURS.length + i);
    return sql`if(person IN (${q.members(asked, moment.end)}), ${place}, -1)`;
  });
  const behavioural = sql`toInt64(${segmentSql(moment, rules)})`;
  const all = sql`arrayFilter(place -> place >= 0, [${join([behavioural, ...named], ', ')}])`;
  return sql`SELECT arrayJoin(${all}) AS segment, recent_features, count() AS people,
      sum(recent_sessions) AS sessions, sum(least(active_days, ${bind('UInt32', rules.fullDays)})) AS days,
      sum(${unseen}) AS unseen, sum(greatest(0, ${bind('Int64', rules.recentDays * DAY_MS)} - ${unseen})) AS left
    FROM (${habitsSql(q, moment, features)}) GROUP BY segment, recent_features ORDER BY segment, recent_features`;
}
