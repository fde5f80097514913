import { siteSchema, type Site, type Stored } from '@fawkes/contract';
import { Problem } from '../problem';
import type { Database } from './database';
import { definitionsOf, type CatalogDefinitions } from './definitions';
import type { Author } from './edit-definitions';
import { remembered } from './remembered';

export type OwnedSite = Site & { workspace: string };

/** Sites as events look them up; as definitions they are edited like the others. */
export interface Sites {
  /** The site of this name in this installation, whoever has it. Letter case does not matter. */
  find(domain: string): Promise<OwnedSite | undefined>;
  /** The workspace a domain belongs to in this installation. Letter case does not matter. */
  workspaceOf(domain: string): Promise<string | undefined>;
  list(workspace: string): Promise<Array<Stored<Site>>>;
  /**
   * Gives the domain to the workspace; `added` is false where it has it already, and then only the option changes, if it is
   * named. Throws 409 where another workspace has it.
   */
  add(
    workspace: string,
    site: string | { domain: string; doubled?: Site['doubled'] | undefined },
    author?: Author
  ): Promise<{ site: Stored<Site>; added: boolean }>;
}

const INSTALLATION: Author = { actor: 'installation', managed: '' };

/** Sites and definitions over one database: what is remembered of a site is forgotten as soon as one of them changes here. */
export function sitesOf(db: Database): { sites: Sites; definitions: CatalogDefinitions } {
  const known = remembered(async (domain): Promise<OwnedSite | undefined> => {
    const own = db.selectFrom('definitions').select(['workspace', 'definition']).where('kind', '=', 'site');
    const row = await own.where('name', '=', domain).executeTakeFirst();
    return row && { ...(JSON.parse(row.definition) as Site), workspace: row.workspace };
  });
  const definitions = definitionsOf(db, known.forget);
  const read = async (workspace: string, domain: string) =>
    (await definitions.read(workspace, 'site', domain)) as Stored<Site> | undefined;

  async function addNew(workspace: string, site: Site, author: Author): Promise<boolean> {
    try {
      await definitions.edit(author).create(workspace, 'site', site);
      return true;
    } catch (error) {
      if (error instanceof Problem && error.code === 'name_taken') {
        return false;
      }
      throw error;
    }
  }

  const sites: Sites = {
    find: (domain) => known.get(domain.toLowerCase()),
    async workspaceOf(domain) {
      return (await known.get(domain.toLowerCase()))?.workspace;
    },
    list: (workspace) => definitions.list(workspace, 'site'),
    async add(workspace, given, author = INSTALLATION) {
      const asked = typeof given === 'string' ? { domain: given } : given;
      const { doubled, domain } = siteSchema.parse(asked);
      const added = await addNew(workspace, { domain, doubled }, author);
      const site = (await read(workspace, domain))!;
      if (asked.doubled === undefined || site.doubled === doubled) {
        return { site, added };
      }
      await definitions
        .edit(author)
        .change(workspace, { kind: 'site', name: domain }, site.version, { domain, doubled });
      return { site: (await read(workspace, domain))!, added };
    },
  };
  return { sites, definitions };
}
