import { sql } from 'kysely';
import { auditOf, type Audit } from './audit';
import { countersOf, type Counters } from './counters';
import { openDatabase } from './database';
import { dumpOf, type CatalogDump } from './dump';
import type { CatalogDefinitions } from './definitions';
import { erasuresOf, type Erasures } from './erasures';
import { importLedgerOf, type ImportLedger } from './import-ledger';
import { saltsOf, type Salts } from './salts';
import { sitesOf, type Sites } from './sites';
import { tokensOf, type Tokens } from './tokens';
import { insertWithDefinitions, workspacesOf, type Workspaces } from './workspaces';

const HOUR_MS = 3_600_000;
const FIRST_WORKSPACES = ['default', 'demo'];

/** What is configured rather than counted: small repositories over one database. */
export interface Catalog {
  workspaces: Workspaces;
  sites: Sites;
  tokens: Tokens;
  definitions: CatalogDefinitions;
  salts: Salts;
  audit: Audit;
  imports: ImportLedger;
  erasures: Erasures;
  counters: Counters;
  dump: CatalogDump;
  /** Rejects where the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the catalog at `sqlite:/path/to/file`, up to date and with its first workspaces: that of the demo only where there is one. */
export async function openCatalog(url: string, first: readonly string[] = FIRST_WORKSPACES): Promise<Catalog> {
  const db = await openDatabase(url);
  for (const workspace of first) {
    await insertWithDefinitions(db, workspace);
  }
  const salts = saltsOf(db);
  const { sites, definitions } = sitesOf(db);
  // Old salts go in time even where no event asks for today's.
  const forgetting = setInterval(() => void salts.today(Date.now()).catch(() => undefined), HOUR_MS).unref();
  return {
    workspaces: workspacesOf(db),
    sites,
    tokens: tokensOf(db),
    definitions,
    salts,
    audit: auditOf(db),
    imports: importLedgerOf(db),
    erasures: erasuresOf(db),
    counters: countersOf(db),
    dump: dumpOf(db),
    async ping() {
      await sql`select 1`.execute(db);
    },
    async close() {
      clearInterval(forgetting);
      await db.destroy();
    },
  };
}
