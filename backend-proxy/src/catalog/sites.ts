import { Problem } from '../problem';
import type { Database } from './database';
import { remembered } from './remembered';

export interface Site {
  domain: string;
  /** ISO 8601, UTC. */
  created: string;
}

export interface Sites {
  /** The workspace a domain belongs to in this installation. Letter case does not matter. */
  workspaceOf(domain: string): Promise<string | undefined>;
  list(workspace: string): Promise<Site[]>;
  /** Gives the domain to the workspace; `added` is false where it has it already. Throws 409 where another has it. */
  add(workspace: string, domain: string): Promise<{ site: Site; added: boolean }>;
}

export function sitesOf(db: Database): Sites {
  const find = (domain: string) =>
    db.selectFrom('sites').selectAll().where('domain', '=', domain.toLowerCase()).executeTakeFirst();
  const workspaces = remembered(async (domain) => (await find(domain))?.workspace);
  return {
    workspaceOf: (domain) => workspaces.get(domain.toLowerCase()),
    list(workspace) {
      const sites = db.selectFrom('sites').select(['domain', 'created']).where('workspace', '=', workspace);
      return sites.orderBy('domain').execute();
    },
    async add(workspace, domain) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('sites')
        .values({ domain: domain.toLowerCase(), workspace, created: new Date().toISOString() })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      workspaces.forget();
      const found = await find(domain);
      if (found?.workspace !== workspace) {
        throw new Problem(
          409,
          'site_taken',
          `The site ${domain} belongs to another workspace of this installation; a domain belongs to one.`
        );
      }
      return { site: { domain: found.domain, created: found.created }, added: numInsertedOrUpdatedRows === 1n };
    },
  };
}
