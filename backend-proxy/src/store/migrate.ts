import { Problem } from '../problem';
import { MIGRATIONS } from './migrations';
import type { Migration } from './migrations/migration';
import { bind, sql, type Sql } from './sql';
import type { Store } from './store';

/** What migrations need of a store. */
export interface Migratable extends Store {
  command(statement: Sql): Promise<void>;
}

/** Brings the schema up to date, step by step; running it again changes nothing. Throws where a newer version wrote the data. */
export async function migrate(store: Migratable, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  await store.command(sql`
    CREATE TABLE IF NOT EXISTS schema_migrations (version UInt32, name String, applied DateTime DEFAULT now())
    ENGINE = MergeTree ORDER BY version SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`);
  const { rows } = await store.query<{ version: number }>(sql`SELECT max(version) AS version FROM schema_migrations`);
  const found = rows[0]?.version ?? 0;
  const known = migrations.at(-1)?.version ?? 0;
  if (found > known) {
    throw new Problem(
      500,
      'schema_too_new',
      `The event store has schema version ${found}, this program knows up to ${known}: start the newer program that wrote it.`
    );
  }
  for (const { version, name, statements } of migrations.filter((step) => step.version > found)) {
    for (const statement of statements) {
      await store.command(statement);
    }
    await store.command(
      sql`INSERT INTO schema_migrations (version, name) SELECT ${bind('UInt32', version)}, ${bind('String', name)}`
    );
  }
}
