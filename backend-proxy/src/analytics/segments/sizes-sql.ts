import type { Feature, SegmentRules } from '@fawkes/contract';
import { bind, type Sql, sql } from '../../store/sql';
import { habitsSql } from '../behaviour/habits-sql';
import type { Moment } from '../behaviour/moment';
import { DAY_MS, segmentSql } from '../behaviour/segment-sql';
import type { MeasureQuestion } from '../measures/grouping';

/** The people of one segment who used equally many features lately: whole numbers, so that sums do not hang on their order. */
export interface SizeRow {
  /** The place among BEHAVIOURS. */
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

/** The sizes of the behavioural segments at a moment, and the sums that their means are made of: rows as `SizeRow`. */
export function sizesSql(q: MeasureQuestion, moment: Moment, rules: SegmentRules, features: Feature[]): Sql {
  const unseen = sql`(${bind('Int64', moment.end)} - last)`;
  return sql`SELECT toInt64(${segmentSql(moment, rules)}) AS segment, recent_features, count() AS people,
      sum(recent_sessions) AS sessions, sum(least(active_days, ${bind('UInt32', rules.fullDays)})) AS days,
      sum(${unseen}) AS unseen, sum(greatest(0, ${bind('Int64', rules.recentDays * DAY_MS)} - ${unseen})) AS left
    FROM (${habitsSql(q, moment, features)}) GROUP BY segment, recent_features ORDER BY segment, recent_features`;
}
