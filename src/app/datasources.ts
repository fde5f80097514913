import type { DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { DATASOURCE_ID } from '../constants';

/** Where Grafana offers to add one more Fawkes data source. */
export const ADD_DATASOURCE_URL = `/connections/datasources/${DATASOURCE_ID}`;

export const editDatasourceUrl = (uid: string) => `/connections/datasources/edit/${encodeURIComponent(uid)}`;

/** The Fawkes data sources that the user may ask. */
export function fawkesDatasources(): DataSourceInstanceSettings[] {
  return getDataSourceSrv().getList({ pluginId: DATASOURCE_ID });
}
