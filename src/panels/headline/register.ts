import { PanelPlugin } from '@grafana/data';
import { registerRuntimePanelPlugin } from '@grafana/scenes';
import { HeadlinePanel, type HeadlineOptions } from './HeadlinePanel';

/** Known to this app's scenes only, not to Grafana's dashboards. */
export const HEADLINE_PANEL = 'fawkes-headline';

/** Makes the headline known to Scenes; once, before the first scene is built. */
export function registerHeadlinePanel(): void {
  registerRuntimePanelPlugin({
    pluginId: HEADLINE_PANEL,
    plugin: new PanelPlugin<HeadlineOptions>(HeadlinePanel).useFieldConfig(),
  });
}
