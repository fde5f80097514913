import { DataSourcePlugin } from '@grafana/data';
import { FawkesDatasource } from './datasource';
import { lazily } from './lazily';
import type { FawkesOptions, FawkesQuery, FawkesSecrets } from './types';

export const plugin = new DataSourcePlugin<FawkesDatasource, FawkesQuery, FawkesOptions, FawkesSecrets>(
  FawkesDatasource
)
  .setConfigEditor(lazily(() => import('./config/ConfigEditor')))
  .setQueryEditor(lazily(() => import('./editor/QueryEditor')));
