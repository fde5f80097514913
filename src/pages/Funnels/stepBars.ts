import { LegendDisplayMode, StackingMode, VisibilityMode, VizOrientation } from '@grafana/schema';
import { t } from '@grafana/i18n';
import { PanelBuilders, SceneDataTransformer, type VizPanel } from '@grafana/scenes';
import { framesBy, withConfig, withFields } from '../../panels/frames';
import { stepFields } from './stepFields';

/** For each step, how many came to it and how many of them did it. */
export function stepBars(): VizPanel {
  return PanelBuilders.barchart()
    .setTitle(t('funnels.steps', 'Steps'))
    .setData(
      new SceneDataTransformer({
        transformations: [
          framesBy((frames) =>
            stepFields(frames, ['step_name', 'users_entered', 'users_completed']).map((frame) =>
              withFields(frame, frame.fields.map(muteEntered))
            )
          ),
        ],
      })
    )
    .setMin(0)
    .setDecimals(0)
    .setCustomFieldConfig('fillOpacity', 85)
    .setCustomFieldConfig('lineWidth', 0)
    .setColor({ mode: 'fixed', fixedColor: 'blue' })
    .setOption('xField', 'step_name')
    .setOption('orientation', VizOrientation.Horizontal)
    .setOption('stacking', StackingMode.None)
    .setOption('showValue', VisibilityMode.Always)
    .setOption('groupWidth', 0.75)
    .setOption('legend', { displayMode: LegendDisplayMode.List, placement: 'bottom', showLegend: true, calcs: [] })
    .build();
}

const muteEntered = (field: Parameters<typeof withConfig>[0]) =>
  field.name === 'users_entered'
    ? withConfig(field, { color: { mode: 'fixed', fixedColor: 'super-light-blue' } })
    : field;
