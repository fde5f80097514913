import { sql, type Kysely, type Migration } from 'kysely';

/** One table for every kind of definition, each with its version and its past, and a number that says when any of them changed. */
export const definitions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('definitions')
      .addColumn('workspace', 'text', (column) => column.notNull().references('workspaces.name'))
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('definition', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('managed', 'text', (column) => column.notNull())
      .addColumn('updated', 'text', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('definitions_key', ['workspace', 'kind', 'name'])
      .execute();
    await db.schema
      .createTable('definition_history')
      .addColumn('workspace', 'text', (column) => column.notNull().references('workspaces.name'))
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('definition', 'text')
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('definition_history_key', ['workspace', 'kind', 'name', 'version'])
      .execute();
    await db.schema
      .alterTable('workspaces')
      .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    for (const [table, kind] of [
      ['features', 'feature'],
      ['funnels', 'funnel'],
    ] as const) {
      await sql`INSERT INTO definitions (workspace, kind, name, definition, version, managed, updated, actor)
        SELECT d.workspace, ${kind}, d.name, d.definition, 1, '', w.created, 'installation'
        FROM ${sql.table(table)} AS d JOIN workspaces AS w ON w.name = d.workspace`.execute(db);
      await db.schema.dropTable(table).execute();
    }
    await sql`INSERT INTO definition_history (workspace, kind, name, version, definition, at, actor)
      SELECT workspace, kind, name, version, definition, updated, actor FROM definitions`.execute(db);
  },
};
