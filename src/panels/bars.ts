import { BarGaugeDisplayMode, BarGaugeValueMode, VizOrientation } from '@grafana/schema';
import type { DataFrame } from '@grafana/data';
import { PanelBuilders, SceneDataTransformer, type SceneDataProvider } from '@grafana/scenes';
import { framesBy, withConfig, withFields } from './frames';
import { pick, type Picked } from './picked';

/** The same of a frame of the page's answer, or of what the panel asks by itself; its first field has the names. */
export const barsOf = (title: string, wanted: Picked, $data?: SceneDataProvider) =>
  bars(
    title,
    new SceneDataTransformer({
      $data,
      transformations: [framesBy((frames) => pick(frames, wanted).map(namedByRow))],
    })
  );

/** A number that is named itself would have that name at each bar. */
const namedByRow = (frame: DataFrame): DataFrame =>
  withFields(
    frame,
    frame.fields.map((field) => withConfig(field, { displayName: undefined }))
  );

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
