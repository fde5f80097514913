import { bind, sql } from './sql';
import type { Store } from './store';

/** The embedded engine takes parameters as part of a statement, of 256 KB at most; escaped, an id may be twice as long. */
const LONGEST_LOOKUP = 100_000;

/** Which of the ids a site's events of the last 7 days (by arrival) have already. */
export async function knownIds(
  store: Store,
  workspace: string,
  site: string,
  ids: readonly string[]
): Promise<string[]> {
  const known: string[] = [];
  for (const asked of lookups(ids)) {
    const { rows } = await store.query<{ id: string }>(sql`
      WITH ${bind('Array(String)', asked)} AS ids
      SELECT id FROM (SELECT arrayJoin(ids) AS id)
      WHERE reinterpretAsUInt128(sipHash128(id)) IN (
        SELECT event_hash FROM event_ids
        WHERE workspace = ${bind('String', workspace)} AND site = ${bind('String', site)}
          AND received > now64(3) - INTERVAL 7 DAY
          AND event_hash IN (SELECT reinterpretAsUInt128(sipHash128(arrayJoin(ids)))))`);
    known.push(...rows.map(({ id }) => id));
  }
  return known;
}

function lookups(ids: readonly string[]): string[][] {
  const all: string[][] = [];
  let length = Infinity;
  for (const id of ids) {
    length += id.length + 3;
    if (length > LONGEST_LOOKUP) {
      all.push([]);
      length = id.length + 3;
    }
    all.at(-1)!.push(id);
  }
  return all;
}
