import type { DoubledViews } from '@fawkes/contract';
import { Problem } from '../problem';
import type { Database } from './database';
import { remembered } from './remembered';

export interface Site {
  domain: string;
  /** ISO 8601, UTC. */
  created: string;
  /** What becomes of a page view that comes twice within a second. */
  doubled: DoubledViews;
}

export type OwnedSite = Site & { workspace: string };

export interface Sites {
  /** The site of this name in this installation, whoever has it. Letter case does not matter. */
  find(domain: string): Promise<OwnedSite | undefined>;
  /** The workspace a domain belongs to in this installation. Letter case does not matter. */
  workspaceOf(domain: string): Promise<string | undefined>;
  list(workspace: string): Promise<Site[]>;
  /**
   * Gives the domain to the workspace; `added` is false where it has it already, and then only the option changes, if it is
   * named. Throws 409 where another workspace has it.
   */
  add(workspace: string, domain: string, doubled?: DoubledViews): Promise<{ site: Site; added: boolean }>;
}

export function sitesOf(db: Database): Sites {
  const find = (domain: string) => db.selectFrom('sites').selectAll().where('domain', '=', domain).executeTakeFirst();
  const known = remembered(find);
  return {
    find: (domain) => known.get(domain.toLowerCase()),
    async workspaceOf(domain) {
      return (await known.get(domain.toLowerCase()))?.workspace;
    },
    list(workspace) {
      const sites = db.selectFrom('sites').select(['domain', 'created', 'doubled']);
      return sites.where('workspace', '=', workspace).orderBy('domain').execute();
    },
    async add(workspace, name, doubled) {
      const domain = name.toLowerCase();
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('sites')
        .values({ domain, workspace, created: new Date().toISOString(), doubled: doubled ?? 'drop' })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      if (doubled !== undefined) {
        const own = db.updateTable('sites').where('workspace', '=', workspace).where('domain', '=', domain);
        await own.set({ doubled }).execute();
      }
      known.forget();
      const found = await find(domain);
      if (found?.workspace !== workspace) {
        throw new Problem(
          409,
          'site_taken',
          `The site ${name} belongs to another workspace of this installation; a domain belongs to one.`
        );
      }
      const site = { domain, created: found.created, doubled: found.doubled };
      return { site, added: numInsertedOrUpdatedRows === 1n };
    },
  };
}
