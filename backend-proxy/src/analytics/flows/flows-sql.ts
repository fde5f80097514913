import type { Feature, SegmentRules } from '@fawkes/contract';
import { type Sql, sql } from '../../store/sql';
import { habitsSql } from '../behaviour/habits-sql';
import type { Moment } from '../behaviour/moment';
import { segmentSql } from '../behaviour/segment-sql';
import type { MeasureQuestion } from '../measures/grouping';

/** What is the same at both moments. */
export interface FlowPlan {
  before: Moment;
  after: Moment;
  rules: SegmentRules;
  features: Feature[];
}

/** Each person in a segment at either moment: person, source and target, places among BEHAVIOURS counted from 1; 0 is none. */
export function flowsSql(q: MeasureQuestion, { before, after, rules, features }: FlowPlan): Sql {
  const segments = (moment: Moment) =>
    sql`SELECT person, ${segmentSql(moment, rules)} + 1 AS segment FROM (${habitsSql(q, moment, features)})`;
  return sql`SELECT person, toInt64(sum(before)) AS source, toInt64(sum(after)) AS target FROM (
      SELECT person, segment AS before, 0 AS after FROM (${segments(before)})
      UNION ALL SELECT person, 0 AS before, segment AS after FROM (${segments(after)})
    ) GROUP BY person`;
}
