import { bind, join, sql, type Sql } from '../store/sql';

/** A slice of the events of a month. */
export interface SliceOfEvents {
  kind: 'events';
  /** Such as 202601. */
  month: number;
  /** From 0. */
  slice: number;
  of: number;
}

/** A slice, or a table that is kept beside the events. */
export type BackupFile = SliceOfEvents | { kind: 'table'; table: DerivedTable };

/** What a store keeps beside the events, which may be gone since; rows that come twice become one. */
export type DerivedTable = 'first_seen' | 'links' | 'person_traits' | 'saved_people';

export const DERIVED: readonly DerivedTable[] = ['first_seen', 'links', 'person_traits', 'saved_people'];

/** Rows of a file: enough to be fast, few enough for one block of the engine. */
const ROWS_OF_SLICE = 500_000;

export function nameOf(file: BackupFile): string {
  return file.kind === 'table'
    ? `${file.table}.parquet`
    : `events-${file.month}-${file.slice + 1}-of-${file.of}.parquet`;
}

/** Undefined where no file of a backup is called so. */
export function fileOf(name: string): BackupFile | undefined {
  const table = DERIVED.find((one) => name === `${one}.parquet`);
  if (table) {
    return { kind: 'table', table };
  }
  const [, month = 0, number = 0, of = 0] = (/^events-(\d{6})-(\d{1,6})-of-(\d{1,6})\.parquet$/.exec(name) ?? []).map(
    Number
  );
  return number >= 1 && number <= of ? { kind: 'events', month, slice: number - 1, of } : undefined;
}

/** The slices that hold so many events of a month. */
export function slicesOf(month: number, rows: number): BackupFile[] {
  const of = Math.max(1, Math.ceil(rows / ROWS_OF_SLICE));
  return Array.from({ length: of }, (_, slice) => ({ kind: 'events', month, slice, of }));
}

/** What is taken along. */
export interface BackupScope {
  /** Events that were received later are left out; milliseconds since 1970. */
  until: number;
  /** All workspaces without it. */
  workspace?: string;
}

/** Ids and hashes are computed anew from the rest; the person is not, since a link may have changed it. */
const EVENT_COLUMNS = sql`workspace, site, time, received, event_id, name, visitor_id, visitor_daily, user_id, person, person_stable,
  host, path, referrer, source, utm_source, utm_medium, utm_campaign, utm_content, utm_term, country, region, city,
  browser, browser_version, os, os_version, device, props, traits, value, currency, interactive`;

const TABLES: Record<DerivedTable, { name: Sql; columns: Sql }> = {
  first_seen: { name: sql`first_seen`, columns: sql`workspace, site, person, person_stable, first` },
  links: { name: sql`links`, columns: sql`workspace, visitor, first` },
  person_traits: { name: sql`person_traits`, columns: sql`workspace, key, person, time, value` },
  saved_people: { name: sql`saved_people`, columns: sql`workspace, saved, person` },
};

/** The rows of a file. */
export function selectOf(file: BackupFile, scope: BackupScope): Sql {
  if (file.kind === 'events') {
    return sql`SELECT ${EVENT_COLUMNS} FROM events WHERE ${join([sliceOf(file), scopeOf(scope)], ' AND ')}`;
  }
  const { name, columns } = TABLES[file.table];
  return sql`SELECT ${columns} FROM ${name} WHERE ${workspaceOf(scope)}`;
}

/** Where the rows of a file go. */
export function insertOf(file: BackupFile): Sql {
  if (file.kind === 'events') {
    return sql`INSERT INTO events (${EVENT_COLUMNS})`;
  }
  const { name, columns } = TABLES[file.table];
  return sql`INSERT INTO ${name} (${columns})`;
}

/** Which events a slice has: equal ones are in one, on every engine. */
export function sliceOf({ month, slice, of }: SliceOfEvents): Sql {
  return sql`toYYYYMM(time) = ${bind('UInt32', month)}
    AND sipHash64(workspace, site, time, name, event_id, visitor_id, user_id, path) % ${bind('UInt32', of)} = ${bind('UInt32', slice)}`;
}

export function scopeOf(scope: BackupScope): Sql {
  return sql`received <= fromUnixTimestamp64Milli(${bind('Int64', scope.until)}, 'UTC') AND ${workspaceOf(scope)}`;
}

function workspaceOf({ workspace }: BackupScope): Sql {
  return workspace === undefined ? sql`1` : sql`workspace = ${bind('String', workspace)}`;
}
