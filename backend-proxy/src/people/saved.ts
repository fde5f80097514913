import type { EventStore } from '../store/event-store';
import { bind, type Sql, sql } from '../store/sql';

/** A list of people that stays as it is. */
export interface SavedList {
  workspace: string;
  /** Its id, unique in the workspace. */
  saved: string;
}

/** Keeps the people whom `behind` gives in its one column, `person`, and resolves to how many they are. */
export async function savePeople(store: EventStore, { workspace, saved }: SavedList, behind: Sql): Promise<number> {
  await store.command(sql`
    INSERT INTO saved_people (workspace, saved, person)
    SELECT ${bind('String', workspace)}, ${bind('String', saved)}, person FROM (SELECT DISTINCT person FROM (${behind}) WHERE person != 0)`);
  const { rows } = await store.query<{ people: number }>(sql`
    SELECT uniqExact(person) AS people FROM saved_people
    WHERE workspace = ${bind('String', workspace)} AND saved = ${bind('String', saved)}`);
  return rows[0]?.people ?? 0;
}

/** Forgets the lists of a workspace that are not among those to keep: nothing asks for them any more. */
export async function forgetOtherLists(store: EventStore, workspace: string, keep: readonly string[]): Promise<void> {
  const others = sql`workspace = ${bind('String', workspace)} AND NOT has(${bind('Array(String)', keep)}, saved)`;
  const { rows } = await store.query(sql`SELECT 1 FROM saved_people WHERE ${others} LIMIT 1`);
  if (rows.length > 0) {
    await store.command(sql`ALTER TABLE saved_people DELETE WHERE ${others} SETTINGS mutations_sync = 2`);
  }
}
