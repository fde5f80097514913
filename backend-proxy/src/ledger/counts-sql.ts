import type { Feature } from '@fawkes/contract';
import type { Question } from '../analytics/question';
import { matcherSql } from '../analytics/sql/matcher';
import { scopeOf } from '../analytics/sql/scope';
import { bind, join, type Sql, sql } from '../store/sql';

/** Which blocks are counted, by when they were made (milliseconds since 1970). */
export interface CountedSpan {
  /** Made after this, … */
  after: number;
  /** … and told apart where made up to here … */
  apartUntil: number;
  /** … or after here; those between are counted together. */
  apartAfter: number;
}

/** A row for each block: received (ms; 0 for those counted together), month of its events, page_views, uses of each feature. */
export interface CountedRow {
  received: number;
  month: number;
  page_views: number;
  uses: number[];
}

/** What blocks hold of what is counted. A use is an active event that meets the feature's matcher, as in the kind `adoption`. */
export function countsSql(q: Question<object>, features: readonly Feature[], span: CountedSpan): Sql {
  const people = scopeOf(q, q.range.to);
  const uses = features.map(({ match }) => sql`countIf(interactive AND ${matcherSql(match, people)})`);
  const at = (ms: number) => bind('Int64', ms);
  return sql`SELECT if(ms <= ${at(span.apartUntil)} OR ms > ${at(span.apartAfter)}, ms, 0) AS received,
      if(received = 0, 0, toYYYYMM(time)) AS month,
      countIf(name = 'pageview') AS page_views, [${join(uses, ', ')}] AS uses
    FROM (
      SELECT *, toUnixTimestamp64Milli(events.received) AS ms FROM events
      WHERE workspace = ${bind('String', q.workspace)} AND events.received > fromUnixTimestamp64Milli(${at(span.after)}, 'UTC')
    ) GROUP BY received, month`;
}
