import type { Kysely, Migration } from 'kysely';

/** Workspaces, sites, tokens, definitions and the salts of daily visitor ids. Plain types that SQLite and PostgreSQL share. */
export const first: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('workspaces')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('created', 'text', (column) => column.notNull())
      .execute();
    // The domain alone is the key: it belongs to one workspace of the whole installation.
    await db.schema
      .createTable('sites')
      .addColumn('domain', 'text', (column) => column.primaryKey())
      .addColumn('workspace', 'text', (column) => column.notNull().references('workspaces.name'))
      .addColumn('created', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('tokens')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('workspace', 'text', (column) => column.notNull().references('workspaces.name'))
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull().unique())
      .addColumn('created', 'text', (column) => column.notNull())
      .execute();
    for (const table of ['features', 'funnels']) {
      await db.schema
        .createTable(table)
        .addColumn('workspace', 'text', (column) => column.notNull().references('workspaces.name'))
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('definition', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint(`${table}_key`, ['workspace', 'name'])
        .execute();
    }
    await db.schema
      .createTable('salts')
      .addColumn('day', 'text', (column) => column.primaryKey())
      .addColumn('salt', 'text', (column) => column.notNull())
      .execute();
  },
};
