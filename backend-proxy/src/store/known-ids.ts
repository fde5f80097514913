import { bind, sql } from './sql';
import type { Store } from './store';

/** Which of the ids a site's events of the last 7 days (by arrival) have already. */
export async function knownIds(
  store: Store,
  workspace: string,
  site: string,
  ids: readonly string[]
): Promise<string[]> {
  const asked = bind('Array(String)', ids);
  const { rows } = await store.query<{ id: string }>(sql`
    SELECT id FROM (SELECT arrayJoin(${asked}) AS id)
    WHERE reinterpretAsUInt128(sipHash128(id)) IN (
      SELECT event_hash FROM event_ids
      WHERE workspace = ${bind('String', workspace)} AND site = ${bind('String', site)}
        AND received > now64(3) - INTERVAL 7 DAY
        AND event_hash IN (SELECT reinterpretAsUInt128(sipHash128(arrayJoin(${asked})))))`);
  return rows.map(({ id }) => id);
}
