import {
  CoreApp,
  type AdHocVariableFilter,
  type DataQueryRequest,
  type DataQueryResponse,
  type TimeRange,
} from '@grafana/data';
import { lastValueFrom, type Observable } from 'rxjs';
import type { Property } from '@fawkes/contract';
import type { FawkesQuery } from '../types';

/** Asks the proxy, as a panel does. */
type Ask = (request: DataQueryRequest<FawkesQuery>) => Observable<DataQueryResponse>;

interface Wanted {
  property: Property;
  range: TimeRange;
  /** The other ad hoc filters: only values that occur beside them are offered. */
  filters?: AdHocVariableFilter[];
}

/** More than anybody scrolls through; what is not offered may be typed. */
const MOST = 1000;

/** What the proxy calls events that lack the property: no value that a condition could be compared with. */
const NONE = '(none)';

/** The values that a property has in the time range, those of most events first. Rejects with what the proxy said. */
export async function propertyValues(ask: Ask, { property, range, filters }: Wanted): Promise<string[]> {
  const target: FawkesQuery = {
    refId: 'values',
    v: 1,
    kind: 'top',
    property,
    measures: [{ measure: 'events' }],
    limit: MOST,
  };
  const { data, errors } = await lastValueFrom(
    ask({
      requestId: `values-${property}`,
      app: CoreApp.Dashboard,
      interval: '1d',
      intervalMs: 86_400_000,
      timezone: 'browser',
      startTime: Date.now(),
      scopedVars: {},
      targets: [target],
      range,
      filters,
    })
  );
  if (errors?.length) {
    throw new Error(errors[0]!.message ?? 'The values could not be fetched.');
  }
  const values: unknown[] = data[0]?.fields[0]?.values ?? [];
  return values.map(String).filter((value) => value !== NONE);
}
