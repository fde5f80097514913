import {
  CoreApp,
  type AdHocVariableFilter,
  type DataQueryRequest,
  type DataQueryResponse,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import { uniqueId } from 'lodash';
import { lastValueFrom, type Observable } from 'rxjs';
import type { FawkesQuery } from '../types';

/** Asks the proxy, as a panel does. */
export type Ask = (request: DataQueryRequest<FawkesQuery>) => Observable<DataQueryResponse>;

export interface Surroundings {
  range: TimeRange;
  scopedVars?: ScopedVars;
  /** Ad hoc filters that hold as well. */
  filters?: AdHocVariableFilter[];
}

/** The first column of a question's answer as texts. Rejects with what the proxy said. */
export async function firstColumn(
  ask: Ask,
  question: FawkesQuery,
  { range, scopedVars = {}, filters }: Surroundings
): Promise<string[]> {
  const { data, errors } = await lastValueFrom(
    ask({
      // Two that share an id would cancel each other.
      requestId: uniqueId('fawkes-choices-'),
      app: CoreApp.Dashboard,
      interval: '1d',
      intervalMs: 86_400_000,
      timezone: 'browser',
      startTime: Date.now(),
      targets: [question],
      scopedVars,
      range,
      filters,
    })
  );
  if (errors?.length) {
    throw new Error(errors[0]!.message ?? 'The values could not be fetched.');
  }
  const values: unknown[] = data[0]?.fields[0]?.values ?? [];
  return values.map(String);
}
