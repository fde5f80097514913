import {
  CustomVariableSupport,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
} from '@grafana/data';
import { from, map, type Observable } from 'rxjs';
import { lazily } from '../lazily';
import { NAMES, type Lister, type ListName } from '../lists';
import type { FawkesOptions, FawkesQuery } from '../types';
import type { VariableQuery } from './types';

/** A dashboard's variable over the names in one of the workspace's lists. */
export class FawkesVariables extends CustomVariableSupport<DataSourceApi<FawkesQuery, FawkesOptions>, VariableQuery> {
  editor = lazily(() => import('./VariableEditor'));

  constructor(private readonly lister: Lister) {
    super();
  }

  getDefaultQuery(): Partial<VariableQuery> {
    return { list: 'sites' };
  }

  query({ targets: [query] }: DataQueryRequest<VariableQuery>): Observable<DataQueryResponse> {
    return from(namesIn(this.lister, query?.list ?? 'sites')).pipe(
      map((names) => ({ data: names.map((text) => ({ text, value: text })) }))
    );
  }
}

async function namesIn<L extends ListName>(lister: Lister, name: L): Promise<string[]> {
  return NAMES[name](await lister.list(name));
}
