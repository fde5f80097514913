/** The ids under which Grafana knows the panel plugins of this bundle; each folder's plugin.json holds the same. */
export const FOREST_PANEL = 'fawkes-forest-panel';
export const RETENTION_PANEL = 'fawkes-retention-panel';
export const FUNNEL_PANEL = 'fawkes-funnel-panel';
