import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import type { FawkesOptions, FawkesSecrets } from '../types';

/** What Grafana gives the configuration's form, and the form its fields. */
export type ConfigProps = DataSourcePluginOptionsEditorProps<FawkesOptions, FawkesSecrets>;
