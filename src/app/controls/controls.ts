import { VariableHide } from '@grafana/schema';
import { t } from '@grafana/i18n';
import {
  AdHocFiltersVariable,
  DataSourceVariable,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  TextBoxVariable,
  VariableValueSelectors,
  type SceneAppPageState,
} from '@grafana/scenes';
import { DATASOURCE_ID, FILTERS_VARIABLE } from '../../constants';
import { ResourceVariable } from './ResourceVariable';
import { WrappingRow } from './WrappingRow';

/** The names under which queries and scenes find the variables; in the URL they are `var-<name>`. */
export const VARIABLES = {
  datasource: 'ds',
  site: 'site',
  segment: 'segment',
  funnel: 'funnel',
  /** What is open on its page, '' where the page shows all. */
  feature: 'feature',
  experiment: 'experiment',
  openSegment: 'openSegment',
  filters: FILTERS_VARIABLE,
} as const;

/** What a page's address holds of the controls. */
export const CONTROL_KEYS: readonly string[] = [
  'from',
  'to',
  'timezone',
  'refresh',
  ...Object.values(VARIABLES).map((name) => `var-${name}`),
];

/** The one definition of what can be chosen: for which time, from which data source, about which site and funnel. */
export function controls(): Pick<SceneAppPageState, '$timeRange' | '$variables' | 'controls'> {
  return {
    $timeRange: new SceneTimeRange({ from: 'now-7d', to: 'now' }),
    $variables: new SceneVariableSet({ variables: variables() }),
    controls: [
      new WrappingRow({
        items: [
          new VariableValueSelectors({}),
          new SceneTimePicker({ isOnCanvas: true }),
          new SceneRefreshPicker({ isOnCanvas: true, intervals: ['10s', '30s', '1m', '5m', '15m', '1h'] }),
        ],
      }),
    ],
  };
}

function variables() {
  return [
    new DataSourceVariable({
      name: VARIABLES.datasource,
      label: t('controls.datasource', 'Data source'),
      pluginId: DATASOURCE_ID,
    }),
    new ResourceVariable({
      name: VARIABLES.site,
      label: t('controls.site', 'Site'),
      resource: 'sites',
      any: t('controls.all-sites', 'All sites'),
    }),
    new ResourceVariable({
      name: VARIABLES.segment,
      label: t('controls.segment', 'People'),
      resource: 'segments',
      any: t('controls.everybody', 'Everybody'),
    }),
    // Shown by the funnels' page alone, but held here, so that the choice outlives a visit to another page.
    new ResourceVariable({
      name: VARIABLES.funnel,
      label: t('controls.funnel', 'Funnel'),
      resource: 'funnels',
      hide: VariableHide.hideVariable,
    }),
    ...[VARIABLES.feature, VARIABLES.experiment, VARIABLES.openSegment].map(
      (name) => new TextBoxVariable({ name, value: '', hide: VariableHide.hideVariable })
    ),
    new AdHocFiltersVariable({
      name: VARIABLES.filters,
      label: t('controls.filters', 'Filters'),
      datasource: { type: DATASOURCE_ID, uid: `\${${VARIABLES.datasource}}` },
      filters: [],
    }),
  ];
}
