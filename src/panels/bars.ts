import { BarGaugeDisplayMode, BarGaugeValueMode, VizOrientation } from '@grafana/schema';
import { PanelBuilders, type SceneDataProvider } from '@grafana/scenes';

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
