import { sql, type Kysely, type Migration } from 'kysely';

/**
 * Sites are definitions like the others; a domain still belongs to one workspace of the installation. What a definition was is found
 * by an id of its own, which it keeps when it is renamed.
 */
export const sitesAsDefinitions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`INSERT INTO definitions (workspace, kind, name, definition, version, managed, updated, actor)
      SELECT workspace, 'site', domain, '{"domain":"' || domain || '","doubled":"' || doubled || '"}', 1, '', created,
        'installation'
      FROM sites`.execute(db);
    await sql`INSERT INTO definition_history (workspace, kind, name, version, definition, at, actor)
      SELECT workspace, kind, name, version, definition, updated, actor FROM definitions WHERE kind = 'site'`.execute(
      db
    );
    await db.schema.dropTable('sites').execute();
    await db.schema
      .createIndex('site_of_one_workspace')
      .unique()
      .on('definitions')
      .column('name')
      .where(sql.ref('kind'), '=', 'site')
      .execute();
    for (const table of ['definitions', 'definition_history']) {
      await db.schema
        .alterTable(table)
        .addColumn('id', 'text', (column) => column.notNull().defaultTo(''))
        .execute();
      await sql`UPDATE ${sql.table(table)} SET id = workspace || '/' || kind || '/' || name`.execute(db);
    }
  },
};
