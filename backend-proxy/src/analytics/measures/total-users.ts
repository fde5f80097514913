import { groupBy } from '../group-by';
import { bind, type Sql, sql } from '../../store/sql';
import { whoIs } from '../../store/who-is';
import { amongSql, scopeOf, siteScope } from '../sql/scope';
import { eventRows } from './event-rows';
import type { Cell, Grouping, MeasureQuestion } from './grouping';

/** People ever seen up to the end of each bucket: the running count of first active events. */
export async function totalUsers(q: MeasureQuestion, grouping: Grouping): Promise<Cell[]> {
  const { from, to } = grouping.range;
  const rows = await q.run<{ dim: string; bucket: number; people: number }>(sql`
    SELECT dim, if(first < ${bind('Int64', from)}, -1, ${grouping.plan.key(sql`first`)}) AS bucket, count() AS people
    FROM (${firstEvents(q, grouping)})
    WHERE first < ${bind('Int64', to)} GROUP BY dim, bucket`);
  return [...groupBy(rows, (row) => row.dim)].flatMap(([value, seen]) => {
    const byBucket = new Map(seen.map((row) => [Number(row.bucket), Number(row.people)]));
    let total = byBucket.get(-1) ?? 0;
    return grouping.plan.buckets.map((bucket) => {
      total += byBucket.get(bucket.key) ?? 0;
      return { bucket: bucket.key, value, numbers: [total] };
    });
  });
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
