import type { DataFrame, Field } from '@grafana/data';
import {
  GraphGradientMode,
  LegendDisplayMode,
  LineInterpolation,
  SortOrder,
  TooltipDisplayMode,
  VisibilityMode,
} from '@grafana/schema';
import { PanelBuilders, SceneDataTransformer, type VizPanel } from '@grafana/scenes';
import type { Measure } from '@fawkes/contract';
import { framesBy, isPrevious, timeField, withConfig, withFields } from './frames';

interface OverTime {
  title: string;
  description?: string;
  measures: Measure[];
}

/** Lines of the given measures out of the trends that the page asked for, the period before as dashes. */
export function overTime({ title, description, measures }: OverTime): VizPanel {
  return PanelBuilders.timeseries()
    .setTitle(title)
    .setDescription(description)
    .setData(new SceneDataTransformer({ transformations: [framesBy((frames) => linesOf(frames, measures))] }))
    .setMin(0)
    .setCustomFieldConfig('fillOpacity', 12)
    .setCustomFieldConfig('gradientMode', GraphGradientMode.Opacity)
    .setCustomFieldConfig('lineWidth', 2)
    .setCustomFieldConfig('lineInterpolation', LineInterpolation.Linear)
    .setCustomFieldConfig('showPoints', VisibilityMode.Auto)
    .setOption('legend', { displayMode: LegendDisplayMode.List, placement: 'bottom', showLegend: true, calcs: [] })
    .setOption('tooltip', { mode: TooltipDisplayMode.Multi, sort: SortOrder.None })
    .build();
}

/** The lines of `measures` in the frames that have a time axis; one-row answers are headlines, not lines. */
export function linesOf(frames: DataFrame[], measures: readonly Measure[]): DataFrame[] {
  const asked: readonly string[] = measures;
  return frames
    .filter(isTrend)
    .map((frame) =>
      withFields(frame, [
        ...frame.fields.filter((field) => field === timeField(frame)),
        ...frame.fields.filter((field) => asked.includes(field.name)).map(dashIfPrevious),
      ])
    );
}

const isTrend = (frame: DataFrame) => frame.refId === 'trend' && timeField(frame) !== undefined;

function dashIfPrevious(field: Field): Field {
  if (!isPrevious(field)) {
    return field;
  }
  return withConfig(field, {
    color: { mode: 'fixed', fixedColor: 'text' },
    custom: { lineStyle: { fill: 'dash', dash: [6, 6] }, lineWidth: 1, fillOpacity: 0, showPoints: 'never' },
  });
}
