import { dateTimeFormat, type DataFrame, type Field } from '@grafana/data';
import { t } from '@grafana/i18n';
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
import { withNotices } from './PanelNotices';

interface OverTime {
  title: string;
  description?: string;
  measures: Measure[];
}

/** Lines of the given measures out of the trends that the page asked for, the period before as dashes. */
export function overTime({ title, description, measures }: OverTime): VizPanel {
  return withNotices(
    PanelBuilders.timeseries()
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
      .build()
  );
}

/** The lines of `measures` in the frames that have a time axis; one-row answers are headlines, not lines. */
export function linesOf(frames: DataFrame[], measures: readonly Measure[]): DataFrame[] {
  const asked: readonly string[] = measures;
  return frames
    .filter(isTrend)
    .map(withIncompleteNotice)
    .map((frame) =>
      withFields(frame, [
        ...frame.fields.filter((field) => field === timeField(frame)),
        ...frame.fields.filter((field) => asked.includes(field.name)).map(dashIfPrevious),
      ])
    );
}

/** Buckets that the range or the present cuts short look like a fall; the panel says that they are not whole. */
function withIncompleteNotice(frame: DataFrame): DataFrame {
  const incomplete: unknown = frame.meta?.custom?.incomplete;
  if (!Array.isArray(incomplete) || incomplete.length === 0) {
    return frame;
  }
  const text = t('panels.incomplete', 'Not complete, since the range or the present cuts them short: {{buckets}}', {
    buckets: incomplete.map((time) => dateTimeFormat(time)).join(', '),
    interpolation: { escapeValue: false },
  });
  const notices = [...(frame.meta?.notices ?? []), { severity: 'info' as const, text }];
  return { ...frame, meta: { ...frame.meta, notices } };
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
