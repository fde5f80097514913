/** The ids under which Grafana knows the plugins of this bundle; plugin.json holds the same. */
export const APP_ID = 'fawkes-analytics-app';
export const DATASOURCE_ID = 'fawkes-analytics-datasource';

/** Where Grafana shows the app's pages. */
export const APP_BASE_URL = `/a/${APP_ID}`;

/** The app's pages, by their path below `APP_BASE_URL`. */
export const PAGES = {
  overview: 'overview',
  usage: 'usage',
  adoption: 'adoption',
  experiments: 'experiments',
  segments: 'segments',
  funnels: 'funnels',
  live: 'live',
} as const;

export type Page = keyof typeof PAGES;

/** The variable of the pages' ad hoc filters, which cells of tables add to. */
export const FILTERS_VARIABLE = 'filters';
