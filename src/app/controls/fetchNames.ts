import { getBackendSrv } from '@grafana/runtime';
import { BEHAVIOURS } from '@fawkes/contract';
import { NAMES, type ListName, type Lists } from '../../datasource/lists';

/** Lists that a Fawkes data source serves beside its queries, as far as a page lets choose from them. */
export type NamedResource = Extract<ListName, 'sites' | 'funnels' | 'segments'>;

/** The names in a list of the data source's workspace; rejects with what the proxy said. */
export async function fetchNames<R extends NamedResource>(datasourceUid: string, resource: R): Promise<string[]> {
  if (datasourceUid === '') {
    return [];
  }
  const path = `/api/datasources/uid/${encodeURIComponent(datasourceUid)}/resources/${resource}`;
  const list = await getBackendSrv().get<Lists[R]>(path, undefined, undefined, { showErrorAlert: false });
  // The behavioural segments are everybody's, and so in nobody's list.
  return [...(resource === 'segments' ? BEHAVIOURS : []), ...NAMES[resource](list)];
}
