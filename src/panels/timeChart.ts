import { LegendDisplayMode, SortOrder, StackingMode, TooltipDisplayMode, VisibilityMode } from '@grafana/schema';
import { PanelBuilders, type SceneDataProvider, type SceneTimeRangeLike, type VizPanel } from '@grafana/scenes';
import { withNotices } from './PanelNotices';

interface TimeChart {
  title: string;
  description?: string;
  data: SceneDataProvider;
  /** The series add up to something: they are drawn as areas on one another. */
  stacked?: boolean;
  /** Some of the numbers are below zero. */
  signed?: boolean;
  /** What it spans, where that is not the page's time range. */
  $timeRange?: SceneTimeRangeLike;
}

/** Numbers over time, a line each. */
export function timeChart({ title, description, data, stacked, signed, $timeRange }: TimeChart): VizPanel {
  return withNotices(
    PanelBuilders.timeseries()
      .setTimeRange($timeRange)
      .setTitle(title)
      .setDescription(description)
      .setData(data)
      .setMin(signed ? undefined : 0)
      .setCustomFieldConfig('fillOpacity', stacked ? 40 : 0)
      .setCustomFieldConfig('lineWidth', stacked ? 1 : 2)
      .setCustomFieldConfig('showPoints', VisibilityMode.Auto)
      .setCustomFieldConfig('stacking', { mode: stacked ? StackingMode.Normal : StackingMode.None, group: 'A' })
      .setOption('legend', { displayMode: LegendDisplayMode.List, placement: 'bottom', showLegend: true, calcs: [] })
      .setOption('tooltip', { mode: TooltipDisplayMode.Multi, sort: SortOrder.Descending })
      .build()
  );
}
