import { bind, sql } from '../store/sql';
import type { Store } from '../store/store';
import { idPrefixOf } from './imported-event';

/** Rows of a file of a site. */
export interface RowsOfFile {
  workspace: string;
  site: string;
  hash: string;
  first: number;
  last: number;
  /** Milliseconds since 1970: the file was not imported before. */
  since: number;
}

/** Which rows of the file have an event in the store, however long ago it came. */
export async function storedRows(
  store: Store,
  { workspace, site, hash, first, last, since }: RowsOfFile
): Promise<Set<number>> {
  const prefix = idPrefixOf(hash);
  const { rows } = await store.query<{ row: number }>(sql`
    SELECT toUInt64(substring(event_id, ${bind('Int64', prefix.length + 1)})) AS row FROM events
    WHERE workspace = ${bind('String', workspace)} AND site = ${bind('String', site)}
      AND received >= fromUnixTimestamp64Milli(${bind('Int64', since)}, 'UTC')
      AND event_hash IN (
        SELECT reinterpretAsUInt128(sipHash128(concat(${bind('String', prefix)}, toString(number))))
        FROM numbers(${bind('UInt64', first)}, ${bind('UInt64', last - first + 1)}))`);
  return new Set(rows.map(({ row }) => row));
}
