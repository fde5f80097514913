import { bind, sql } from '../store/sql';
import type { Store } from '../store/store';

const KEEP_MS = 5_000;

/** When the newest event arrived, in milliseconds since 1970 (0 where there is none), and until when that is fresh enough. */
interface Known {
  until: number;
  newest: Promise<number>;
}

const known = new WeakMap<Store, Map<string, Known>>();

/** When the newest event of a workspace arrived (ISO 8601), at most 5 seconds old; null where there is none. */
export async function freshness(store: Store, workspace: string, now: number): Promise<string | null> {
  const byWorkspace = known.get(store) ?? new Map<string, Known>();
  known.set(store, byWorkspace);
  let latest = byWorkspace.get(workspace);
  if (latest === undefined || latest.until <= now) {
    const newest = Promise.resolve(latest?.newest ?? 0).then((before) => newestSince(store, workspace, before));
    latest = { until: now + KEEP_MS, newest };
    byWorkspace.set(workspace, latest);
    newest.catch(() => byWorkspace.delete(workspace));
  }
  const newest = await latest.newest;
  return newest > 0 ? new Date(newest).toISOString() : null;
}

/** Only what came since is read, which the index of `received` finds: all of it would take a tenth of a second. */
async function newestSince(store: Store, workspace: string, before: number): Promise<number> {
  const { rows } = await store.query<{ newest: number }>(sql`
    SELECT toUnixTimestamp64Milli(max(received)) AS newest FROM events
    WHERE workspace = ${bind('String', workspace)} AND received > fromUnixTimestamp64Milli(${bind('Int64', before)}, 'UTC')`);
  return Math.max(before, Number(rows[0]?.newest ?? 0));
}
