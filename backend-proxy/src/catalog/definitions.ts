import type { Feature, FunnelDefinition } from '@fawkes/contract';
import type { Definitions } from '../answer/context';
import type { Database } from './database';

/** What a workspace's numbers are about. */
export interface CatalogDefinitions extends Definitions {
  features(workspace: string): Promise<Feature[]>;
  funnels(workspace: string): Promise<FunnelDefinition[]>;
}

export function definitionsOf(db: Database): CatalogDefinitions {
  return {
    async features(workspace) {
      return (await all(db, 'features', workspace)).map((text) => JSON.parse(text) as Feature);
    },
    async funnels(workspace) {
      return (await all(db, 'funnels', workspace)).map((text) => JSON.parse(text) as FunnelDefinition);
    },
    async funnel(workspace, name) {
      const found = db.selectFrom('funnels').select('definition').where('workspace', '=', workspace);
      const row = await found.where('name', '=', name).executeTakeFirst();
      return row && (JSON.parse(row.definition) as FunnelDefinition);
    },
    async funnelNames(workspace) {
      const names = db.selectFrom('funnels').select('name').where('workspace', '=', workspace).orderBy('name');
      return (await names.execute()).map((row) => row.name);
    },
    async siteNames(workspace) {
      const sites = db.selectFrom('sites').select('domain').where('workspace', '=', workspace).orderBy('domain');
      return (await sites.execute()).map((row) => row.domain);
    },
  };
}

async function all(db: Database, table: 'features' | 'funnels', workspace: string): Promise<string[]> {
  const rows = db.selectFrom(table).select('definition').where('workspace', '=', workspace).orderBy('name');
  return (await rows.execute()).map((row) => row.definition);
}
