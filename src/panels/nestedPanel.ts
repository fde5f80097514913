import { VizPanel, type SceneDataProvider } from '@grafana/scenes';
import { withNotices } from './PanelNotices';

interface NestedPanel<Options> {
  /** The id of one of the panel plugins of this bundle. */
  pluginId: string;
  title: string;
  description?: string;
  data: SceneDataProvider;
  options?: Partial<Options>;
}

/** A panel of one of our own visualizations, which dashboards have, too. */
export function nestedPanel<Options extends object>({
  pluginId,
  title,
  description,
  data,
  options = {},
}: NestedPanel<Options>): VizPanel {
  return withNotices(new VizPanel({ pluginId, title, description, $data: data, options }));
}
