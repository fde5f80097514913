import type { DataQuery } from '@grafana/schema';
import type { ListName } from '../lists';

/** What a variable of a dashboard asks for. */
export interface VariableQuery extends DataQuery {
  list: ListName;
}
