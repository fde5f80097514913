import type { Kysely, Migration } from 'kysely';

/** Erasures that have begun and not ended: what is needed to go on with them, which goes with them. */
export const erasures: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('erasures')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('workspace', 'text', (column) => column.notNull().references('workspaces.name'))
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('events', 'bigint', (column) => column.notNull())
      .execute();
  },
};
