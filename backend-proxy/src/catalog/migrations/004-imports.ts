import type { Kysely, Migration } from 'kysely';

/** Which files were imported, and which of their rows: kept for good, so that no file's rows are ever stored twice. */
export const imports: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('imports')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('workspace', 'text', (column) => column.notNull().references('workspaces.name'))
      .addColumn('site', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('created', 'text', (column) => column.notNull())
      .addUniqueConstraint('imports_once', ['workspace', 'site', 'hash'])
      .execute();
    await db.schema
      .createTable('import_rows')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('import', 'text', (column) => column.notNull().references('imports.id'))
      .addColumn('first', 'bigint', (column) => column.notNull())
      .addColumn('last', 'bigint', (column) => column.notNull())
      .addColumn('ranges', 'text', (column) => column.notNull())
      .addColumn('settled', 'integer', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('import_rows_of').on('import_rows').columns(['import', 'first']).execute();
  },
};
