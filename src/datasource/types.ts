import type { DataSourceJsonData } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import type { QueryInput, QueryKind } from '@fawkes/contract';

/** What a panel gives every query: its time range, the dashboard's time zone and the week's first day. */
type GivenByPanel = 'refId' | 'range' | 'timezone' | 'weekStart';

/** `Omit` over each member of a union, so that a kind keeps its own fields. */
type OmitEach<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** A question of the contract as a dashboard saves it. */
export type FawkesQuery = DataQuery & OmitEach<QueryInput, GivenByPanel>;

/** One kind's query, such as `QueryOf<'funnel'>`. */
export type QueryOf<K extends QueryKind> = Extract<FawkesQuery, { kind: K }>;

/** A kind's query before it belongs to a panel. */
export type QuestionOf<K extends QueryKind> = Omit<QueryOf<K>, keyof DataQuery>;

/** What is configured in the open. */
export interface FawkesOptions extends DataSourceJsonData {
  /** Where the proxy is. Not in `url`, through which Grafana's own data proxy would let every viewer reach it. */
  address?: string;
  /** The one that the token has to be of; any where it is left open. */
  workspace?: string;
  /** Seconds that Grafana waits for an answer. */
  timeout?: number;
  /** The proxy's certificate is checked with the CA in `tlsCACert`. */
  tlsAuthWithCACert?: boolean;
  /** The proxy's certificate is not checked. */
  tlsSkipVerify?: boolean;
}

/** What is configured in secret: Grafana encrypts it, and the browser never sees it again. */
export interface FawkesSecrets {
  token?: string;
  tlsCACert?: string;
}
