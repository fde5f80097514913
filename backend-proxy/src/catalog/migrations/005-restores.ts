import type { Kysely, Migration } from 'kysely';

/** Which files of which backup were restored, so that a restore goes on where it was interrupted. */
export const restores: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('restores')
      .addColumn('backup', 'text', (column) => column.notNull())
      .addColumn('file', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('restores_key', ['backup', 'file'])
      .execute();
  },
};
