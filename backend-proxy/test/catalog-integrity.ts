import { join } from 'node:path';
import Database from 'libsql';

/** What SQLite says of the catalog of a data directory that no proxy works on: `ok`, or what is broken. */
export function catalogIntegrity(dataDir: string): string {
  const database = new Database(join(dataDir, 'catalog.sqlite'), { readonly: true });
  try {
    return (database.prepare('PRAGMA integrity_check').get() as { integrity_check: string }).integrity_check;
  } finally {
    database.close();
  }
}
