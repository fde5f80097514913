import Sqlite from 'libsql';
import {
  Kysely,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Generated,
  type SqliteDatabase,
  type SqliteDialectConfig,
} from 'kysely';
import type { AuditEntry, DefinitionKind, Role } from '@fawkes/contract';
import { migrate } from './migrations';

/** The catalog's tables. JSON and times (ISO 8601, UTC) are text, so that every engine keeps them alike. */
export interface Tables {
  /** `revision` rises with each change of a definition. */
  workspaces: { name: string; created: string; revision: Generated<number> };
  tokens: { id: string; workspace: string; role: Role; name: string; hash: string; created: string };
  /** `managed` is the file that the definition is kept in, '' where it is kept here. */
  definitions: DefinitionKey & {
    definition: string;
    version: number;
    managed: string;
    updated: string;
    actor: string;
  };
  /** Each version of each definition by the name that it then had; null where it was deleted. */
  definition_history: DefinitionKey & { version: number; definition: string | null; at: string; actor: string };
  salts: { day: string; salt: string };
  audit: {
    id: string;
    workspace: string;
    at: string;
    actor: string;
    action: AuditEntry['action'];
    detail: string;
  };
  imports: { id: string; workspace: string; site: string; hash: string; name: string; created: string };
  /** `settled` is 0 or 1: SQLite has no booleans. */
  import_rows: { id: string; import: string; first: number; last: number; ranges: string; settled: number };
  restores: { backup: string; file: string };
  erasures: { id: string; workspace: string; person: string; actor: string; events: number };
  counters: { workspace: string; family: string; label: string; value: number };
  counted_through: { workspace: string; received: number };
  /** `counts` is JSON. */
  counted_blocks: { workspace: string; block: string; received: number; counts: string };
}

interface DefinitionKey {
  /** The definition's own, whatever it is called. */
  id: string;
  workspace: string;
  kind: DefinitionKind;
  name: string;
}

export type Database = Kysely<Tables>;

/** Opens the catalog's database at `sqlite:/path/to/file` and brings its tables up to date, or to a migration of an earlier date. */
export async function openDatabase(url: string, migration?: string): Promise<Database> {
  const path = url.replace(/^sqlite:(\/\/)?/, '');
  const database = new Kysely<Tables>({ dialect: new CatalogDialect({ database: openFile(path) }) });
  await migrate(database, migration);
  return database;
}

class CatalogDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): SqliteDriver {
    return new CatalogDriver(this.#config);
  }
}

class CatalogDriver extends SqliteDriver {
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection);
    } catch (error) {
      // On a full disk SQLite has rolled back by itself. Said aloud, that would hide why.
      if (!/no transaction is active/.test((error as Error).message)) {
        throw error;
      }
    }
  }
}

function openFile(path: string): SqliteDatabase {
  const file = new Sqlite(path, { timeout: 5000 });
  // FULL: what was answered survives a loss of power. secure_delete: a deleted salt is gone from the file, too.
  file.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON'
  );
  return file;
}
