import type { Kysely, Migration } from 'kysely';

/** What was ever counted, which only rises; how far it was counted, and the latest blocks, so that none is counted twice. */
export const counters: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('counters')
      .addColumn('workspace', 'text', (column) => column.notNull().references('workspaces.name'))
      .addColumn('family', 'text', (column) => column.notNull())
      .addColumn('label', 'text', (column) => column.notNull())
      .addColumn('value', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('counters_key', ['workspace', 'family', 'label'])
      .execute();
    await db.schema
      .createTable('counted_through')
      .addColumn('workspace', 'text', (column) => column.primaryKey().references('workspaces.name'))
      .addColumn('received', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('counted_blocks')
      .addColumn('workspace', 'text', (column) => column.notNull().references('workspaces.name'))
      .addColumn('block', 'text', (column) => column.notNull())
      .addColumn('received', 'bigint', (column) => column.notNull())
      .addColumn('counts', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('counted_blocks_key', ['workspace', 'block'])
      .execute();
  },
};
