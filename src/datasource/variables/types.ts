import type { DataSourceApi } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import type { KnownData } from '../known/KnownData';
import type { Lister } from '../lists';
import type { FawkesOptions, FawkesQuery } from '../types';

/** The data source that a variable is of. */
export type VariableSource = DataSourceApi<FawkesQuery, FawkesOptions> & Lister & { known: KnownData };

/** What a variable can offer: the names of definitions, or what the events of the dashboard's time range have. */
export type VariableList =
  | 'sites'
  | 'features'
  | 'funnels'
  | 'segments'
  | 'goals'
  | 'experiments'
  | 'event_names'
  | 'property_keys'
  | 'property_values';

/** What a variable of a dashboard asks for. Other variables may stand in its texts. */
export interface VariableQuery extends DataQuery {
  list: VariableList;
  /** Whose values `property_values` offers. */
  property?: string;
  /** On which sites events are looked at; all where none is named. */
  site?: FawkesQuery['site'];
}
