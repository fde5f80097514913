import { getBackendSrv } from '@grafana/runtime';
import type { FunnelDefinition, Site } from '@fawkes/contract';

/** What the data source hands on of the proxy's lists, and where the names are in each. */
interface Lists {
  sites: { sites: Site[] };
  funnels: { funnels: FunnelDefinition[] };
}

/** Lists that a Fawkes data source serves beside its queries. */
export type NamedResource = keyof Lists;

const NAMES: { [R in NamedResource]: (list: Lists[R]) => string[] } = {
  sites: ({ sites }) => sites.map((site) => site.domain),
  funnels: ({ funnels }) => funnels.map((funnel) => funnel.name),
};

/** The names in a list of the data source's workspace; rejects with what the proxy said. */
export async function fetchNames<R extends NamedResource>(datasourceUid: string, resource: R): Promise<string[]> {
  if (datasourceUid === '') {
    return [];
  }
  const path = `/api/datasources/uid/${encodeURIComponent(datasourceUid)}/resources/${resource}`;
  return NAMES[resource](await getBackendSrv().get<Lists[R]>(path, undefined, undefined, { showErrorAlert: false }));
}
