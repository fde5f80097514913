import { Migrator, type Kysely, type Migration } from 'kysely';
import { first } from './001-first';
import { audit } from './002-audit';
import { doubledViews } from './003-doubled-views';
import { imports } from './004-imports';
import { restores } from './005-restores';
import { definitions } from './006-definitions';
import { counters } from './007-counters';
import { erasures } from './008-erasures';
import { sitesAsDefinitions } from './009-sites-as-definitions';

/** In the order of their names. What was released is never edited: a change is a new file. */
const MIGRATIONS: Record<string, Migration> = {
  '001-first': first,
  '002-audit': audit,
  '003-doubled-views': doubledViews,
  '004-imports': imports,
  '005-restores': restores,
  '006-definitions': definitions,
  '007-counters': counters,
  '008-erasures': erasures,
  '009-sites-as-definitions': sitesAsDefinitions,
};

/** Brings the database up to date, or to `migration`; safe when two proxies start at once, since the migrator takes a lock row. */
export async function migrate<Tables>(database: Kysely<Tables>, migration?: string): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await (migration === undefined ? migrator.migrateToLatest() : migrator.migrateTo(migration));
  if (error) {
    throw error;
  }
}
