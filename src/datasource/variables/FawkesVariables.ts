import {
  CustomVariableSupport,
  type DataQueryRequest,
  type DataQueryResponse,
  type MetricFindValue,
} from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { from, map, type Observable } from 'rxjs';
import type { KnownData, Where } from '../known/KnownData';
import { lazily } from '../lazily';
import { NAMES, type Lister, type ListName } from '../lists';
import type { FawkesOptions, FawkesQuery } from '../types';
import type { VariableQuery, VariableSource } from './types';

/** A dashboard's variable over the workspace's names, or over what the events of the dashboard's time range have. */
export class FawkesVariables extends CustomVariableSupport<VariableSource, VariableQuery, FawkesQuery, FawkesOptions> {
  editor = lazily(() => import('./VariableEditor'));

  constructor(
    private readonly lister: Lister,
    private readonly known: KnownData
  ) {
    super();
  }

  getDefaultQuery(): Partial<VariableQuery> {
    return { list: 'sites' };
  }

  query({
    targets: [query],
    range,
    scopedVars,
  }: DataQueryRequest<VariableQuery>): Observable<DataQueryResponse & { data: MetricFindValue[] }> {
    const asked = { ...query, list: query?.list ?? 'sites' };
    return from(this.choices(asked, { range, scopedVars, site: query?.site })).pipe(map((data) => ({ data })));
  }

  private async choices({ list, property }: Partial<VariableQuery>, where: Where): Promise<MetricFindValue[]> {
    switch (list) {
      case 'experiments':
        return asChoices(await this.known.experiments(where));
      case 'event_names':
        return asChoices(await this.known.values('event.name', where));
      case 'property_keys': {
        const properties = await this.known.properties(where);
        return properties.map(({ property: value, label: text }) => ({ text, value }));
      }
      case 'property_values': {
        const named = getTemplateSrv().replace(property, where.scopedVars);
        return named === '' ? [] : asChoices(await this.known.values(named, where));
      }
      default:
        return asChoices(await namesIn(this.lister, list ?? 'sites'));
    }
  }
}

const asChoices = (names: string[]): MetricFindValue[] => names.map((text) => ({ text, value: text }));

async function namesIn<L extends ListName>(lister: Lister, name: L): Promise<string[]> {
  return NAMES[name](await lister.list(name));
}
