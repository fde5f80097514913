import { BarGaugeDisplayMode, BarGaugeValueMode, VizOrientation } from '@grafana/schema';
import { PanelBuilders, type SceneDataProvider, type VizPanel } from '@grafana/scenes';
import type { Measure, Property } from '@fawkes/contract';
import { ask } from './ask';

/** One bar for each row of a table of names and numbers. */
export const bars = (title: string, data: SceneDataProvider) =>
  PanelBuilders.bargauge()
    .setTitle(title)
    .setData(data)
    .setMin(0)
    .setColor({ mode: 'fixed', fixedColor: 'blue' })
    .setOption('orientation', VizOrientation.Horizontal)
    .setOption('displayMode', BarGaugeDisplayMode.Basic)
    .setOption('valueMode', BarGaugeValueMode.Text)
    .setOption('reduceOptions', { values: true, calcs: [], limit: 10 });

/** The largest values of a property as bars: for few and short names. */
export function topBars(title: string, property: Property, measure: Measure, limit = 6): VizPanel {
  return bars(title, ask({ refId: 'top', kind: 'top', property, measures: [{ measure }], limit })).build();
}
