import { bind, sql } from '../store/sql';
import type { Store } from '../store/store';

const KEEP_MS = 5_000;
const known = new WeakMap<Store, Map<string, { until: number; value: Promise<string | null> }>>();

/** When the newest event of a workspace arrived (ISO 8601), at most 5 seconds old; null where there is none. */
export function freshness(store: Store, workspace: string, now: number): Promise<string | null> {
  const byWorkspace = known.get(store) ?? new Map<string, { until: number; value: Promise<string | null> }>();
  known.set(store, byWorkspace);
  const cached = byWorkspace.get(workspace);
  if (cached && cached.until > now) {
    return cached.value;
  }
  const value = ask(store, workspace);
  byWorkspace.set(workspace, { until: now + KEEP_MS, value });
  value.catch(() => byWorkspace.delete(workspace));
  return value;
}

async function ask(store: Store, workspace: string): Promise<string | null> {
  const { rows } = await store.query<{ newest: number }>(
    sql`SELECT toUnixTimestamp64Milli(max(received)) AS newest FROM events WHERE workspace = ${bind('String', workspace)}`
  );
  const newest = Number(rows[0]?.newest ?? 0);
  return newest > 0 ? new Date(newest).toISOString() : null;
}
