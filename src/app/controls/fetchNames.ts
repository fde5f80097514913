import { getBackendSrv } from '@grafana/runtime';
import { NAMES, type ListName, type Lists } from '../../datasource/lists';

/** Lists that a Fawkes data source serves beside its queries, as far as a page lets choose from them. */
export type NamedResource = Extract<ListName, 'sites' | 'funnels'>;

/** The names in a list of the data source's workspace; rejects with what the proxy said. */
export async function fetchNames<R extends NamedResource>(datasourceUid: string, resource: R): Promise<string[]> {
  if (datasourceUid === '') {
    return [];
  }
  const path = `/api/datasources/uid/${encodeURIComponent(datasourceUid)}/resources/${resource}`;
  return NAMES[resource](await getBackendSrv().get<Lists[R]>(path, undefined, undefined, { showErrorAlert: false }));
}
