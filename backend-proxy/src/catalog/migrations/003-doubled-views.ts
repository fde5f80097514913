import type { Kysely, Migration } from 'kysely';

/** Whether a site counts page views that come twice within a second. */
export const doubledViews: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('sites')
      .addColumn('doubled', 'text', (column) => column.notNull().defaultTo('drop'))
      .execute();
  },
};
