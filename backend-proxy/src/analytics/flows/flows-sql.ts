import type { Feature, FlowsQuery, SegmentRules } from '@fawkes/contract';
import { type Sql, sql } from '../../store/sql';
import { habitsSql } from '../behaviour/habits-sql';
import { type Moment, momentAt } from '../behaviour/moment';
import { rulesOf } from '../behaviour/rules';
import { segmentSql } from '../behaviour/segment-sql';
import type { MeasureQuestion } from '../measures/grouping';
import type { Question } from '../question';

/** What is the same at both moments. */
export interface FlowPlan {
  before: Moment;
  after: Moment;
  rules: SegmentRules;
  features: Feature[];
}

/** From the start of the range to its end. */
export function planFlows(q: Question<FlowsQuery>, features: Feature[]): FlowPlan {
  const rules = rulesOf(q);
  const moment = (end: number) => momentAt(end, rules, q.timezone);
  return { before: moment(q.range.from), after: moment(q.range.to), rules, features };
}

/** Each person in a segment at either moment: person, source and target, places among FLOW_ENDS. Whom a question is about is told at the later one. */
export function flowsSql(q: MeasureQuestion, { before, after, rules, features }: FlowPlan): Sql {
  const segments = (moment: Moment) =>
    sql`SELECT person, ${segmentSql(moment, rules)} + 1 AS segment
      FROM (${habitsSql({ ...q, peopleAt: after.end }, moment, features)})`;
  return sql`SELECT person, toInt64(sum(before)) AS source, toInt64(sum(after)) AS target FROM (
      SELECT person, segment AS before, 0 AS after FROM (${segments(before)})
      UNION ALL SELECT person, 0 AS before, segment AS after FROM (${segments(after)})
    ) GROUP BY person`;
}
