import type { DataQuery } from '@grafana/schema';
import type { QueryInput } from '@fawkes/contract';

/** What a panel gives every query: its time range, the dashboard's time zone and the week's first day. */
type GivenByPanel = 'refId' | 'range' | 'timezone' | 'weekStart';

/** `Omit` over each member of a union, so that a kind keeps its own fields. */
type OmitEach<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** A question of the contract as a dashboard saves it. */
export type FawkesQuery = DataQuery & OmitEach<QueryInput, GivenByPanel>;

/** One kind's query, such as `QueryOf<'funnel'>`. */
export type QueryOf<K extends FawkesQuery['kind']> = Extract<FawkesQuery, { kind: K }>;
