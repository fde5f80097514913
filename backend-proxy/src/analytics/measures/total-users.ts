import { bind, type Sql, sql } from '../../store/sql';
import { whoIs } from '../../store/who-is';
import { amongSql, scopeOf, siteScope } from '../sql/scope';
import { eventRows } from './event-rows';
import type { Grouping, MeasureQuestion } from './grouping';
import { cellsOf, placeOf, runningTotals } from './running-totals';

/** Cells of the people ever seen up to the end of each bucket: the running count of first active events. */
export function totalUsers(q: MeasureQuestion, grouping: Grouping): Sql {
  const { from, to } = grouping.range;
  const { buckets, key } = grouping.plan;
  const place = placeOf(
    key(sql`first`),
    buckets.map((bucket) => bucket.key),
    buckets.map((_, i) => i)
  );
  const counts = sql`
    SELECT dim, if(first < ${bind('Int64', from)}, 0, ${place}) AS place, count() AS people
    FROM (${firstEvents(q, grouping)})
    WHERE first < ${bind('Int64', to)} GROUP BY dim, place`;
  const totals = sql`SELECT dim, ${runningTotals(sql`people`, buckets)} AS totals FROM (${counts}) GROUP BY dim`;
  return cellsOf(totals, [sql`totals`], buckets);
}

/**
 * The first active event of each person known across days, up to the end of the range: dim, person, first (ms).
 * Without filter and breakdown from the aggregate of first events, else from all events.
 */
export function firstEvents(q: MeasureQuestion, grouping: Pick<Grouping, 'range' | 'dimension'>): Sql {
  if (q.query.filter === undefined && grouping.dimension === undefined) {
    const named = sql`SELECT person, person_stable, toUnixTimestamp64Milli(first) AS seen
      FROM first_seen WHERE ${siteScope({ workspace: q.workspace, site: q.query.site })}`;
    return sql`SELECT '' AS dim, person, min(seen) AS first
      FROM (${whoIs(q.workspace, named)}) WHERE ${amongSql(scopeOf(q, grouping.range.to))}
      GROUP BY person HAVING max(person_stable)`;
  }
  return sql`SELECT dim, person, min(t) AS first FROM (${eventRows(q, 0, grouping.range.to, grouping.dimension)})
    WHERE person != 0 AND person_stable AND active GROUP BY dim, person`;
}
