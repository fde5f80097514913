import { FieldType, type DataFrame } from '@grafana/data';
import { VisibilityMode } from '@grafana/schema';
import { PanelBuilders, SceneDataTransformer, type SceneDataProvider, type VizPanel } from '@grafana/scenes';
import { framesBy, withFields } from './frames';
import { pick, type Picked } from './picked';
import { withNotices } from './PanelNotices';

interface ColumnChart {
  title: string;
  description?: string;
  /** The first field says what each column is about, the second how high it is. */
  from: Picked;
  /** What the panel asks by itself; without it, the page's answer is shown. */
  $data?: SceneDataProvider;
}

/** A column for each row, in the order of the rows. */
export function columnChart({ title, description, from, $data }: ColumnChart): VizPanel {
  return withNotices(
    PanelBuilders.barchart()
      .setTitle(title)
      .setDescription(description)
      .setData(
        new SceneDataTransformer({
          $data,
          transformations: [framesBy((frames) => pick(frames, from).map(namedColumns))],
        })
      )
      .setMin(0)
      .setColor({ mode: 'fixed', fixedColor: 'blue' })
      .setCustomFieldConfig('fillOpacity', 70)
      .setCustomFieldConfig('lineWidth', 0)
      .setOption('showValue', VisibilityMode.Never)
      .setOption('xTickLabelSpacing', 100)
      .setOption('legend', { showLegend: false } as never)
      .build()
  );
}

/** The panel takes names for texts only. */
function namedColumns(frame: DataFrame): DataFrame {
  const [names, ...heights] = frame.fields;
  return names === undefined
    ? frame
    : withFields(frame, [{ ...names, type: FieldType.string, values: names.values.map(String) }, ...heights]);
}
