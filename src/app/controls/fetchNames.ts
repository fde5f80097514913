import { getBackendSrv } from '@grafana/runtime';

/** Lists that a Fawkes data source serves beside its queries. */
export type NamedResource = 'sites' | 'funnels';

/** The names in a list of the data source's workspace; rejects with what the proxy said. */
export async function fetchNames(datasourceUid: string, resource: NamedResource): Promise<string[]> {
  if (datasourceUid === '') {
    return [];
  }
  const path = `/api/datasources/uid/${encodeURIComponent(datasourceUid)}/resources/${resource}`;
  return getBackendSrv().get<string[]>(path, undefined, undefined, { showErrorAlert: false });
}
