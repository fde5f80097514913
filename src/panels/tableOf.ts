import type { DataLink } from '@grafana/data';
import { TableCellHeight } from '@grafana/schema';
import { PanelBuilders, type SceneDataProvider, type VizPanel } from '@grafana/scenes';
import { withNotices } from './PanelNotices';

interface TableOf {
  title: string;
  description?: string;
  data: SceneDataProvider;
  /** What a cell of a field opens. */
  links?: Record<string, DataLink>;
  /** Texts that need more room than numbers. */
  wide?: readonly string[];
}

/** A table of an answer's columns, which carry their names and units. */
export function tableOf({ title, description, data, links = {}, wide = [] }: TableOf): VizPanel {
  return withNotices(
    PanelBuilders.table()
      .setTitle(title)
      .setDescription(description)
      .setData(data)
      .setCustomFieldConfig('wrapHeaderText', true)
      .setCustomFieldConfig('minWidth', 90)
      .setOption('cellHeight', TableCellHeight.Sm)
      .setOverrides((overrides) => {
        wide.forEach((field) => overrides.matchFieldsWithName(field).overrideCustomFieldConfig('minWidth', 180));
        Object.entries(links).forEach(([field, link]) => overrides.matchFieldsWithName(field).overrideLinks([link]));
      })
      .build()
  );
}
