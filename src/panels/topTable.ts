import { FieldType, ThresholdsMode, type DataFrame, type DataLink, type Field, type FieldConfig } from '@grafana/data';
import { BarGaugeDisplayMode, TableCellDisplayMode, TableCellHeight } from '@grafana/schema';
import { t } from '@grafana/i18n';
import { PanelBuilders, SceneDataTransformer, type VizPanel } from '@grafana/scenes';
import type { Measure, Property } from '@fawkes/contract';
import { FILTERS_VARIABLE } from '../constants';
import { ask } from './ask';
import { framesBy, withConfig, withFields } from './frames';
import { withNotices } from './PanelNotices';

interface TopTable {
  title: string;
  description?: string;
  property: Property;
  /** The first one ranks, is drawn as bars, and has its change shown. */
  measures: [Measure, ...Measure[]];
  limit?: number;
}

/** The largest values of a property, with the change of the first measure against the period before. */
export function topTable({ title, description, property, measures, limit = 10 }: TopTable): VizPanel {
  const [ranking] = measures;
  return withNotices(
    PanelBuilders.table()
      .setTitle(title)
      .setDescription(description)
      .setData(
        new SceneDataTransformer({
          $data: ask({
            refId: 'top',
            kind: 'top',
            property,
            measures: measures.map((measure) => ({ measure })),
            limit,
            compare: 'previous',
          }),
          transformations: [framesBy((frames) => frames.map((frame) => rankedColumns(frame, ranking, property)))],
        })
      )
      .setCustomFieldConfig('wrapHeaderText', true)
      .setOption('cellHeight', TableCellHeight.Sm)
      .build()
  );
}

/** Name, measures (the ranking one as bars) and the ranking one's change; the other columns of a comparison are left out. */
export function rankedColumns(frame: DataFrame, ranking: Measure, property: Property): DataFrame {
  const [value] = frame.fields;
  const measures = frame.fields.filter((field) => !/_(previous|change)$/.test(field.name));
  const change = frame.fields.filter((field) => field.name === `${ranking}_change`);
  return withFields(frame, [
    ...measures
      .map((field) => (field.name === ranking ? withConfig(field, bars) : styled(field)))
      .map((field) => (field.name === value?.name ? withConfig(field, { links: [onlyThis(property)] }) : field)),
    ...change.map((field) => withConfig(field, changeColumn())),
  ]);
}

/** Narrows every page to events of the value that was clicked, beside the filters there are. */
const onlyThis = (property: Property): DataLink => ({
  title: t('panels.only-this', 'Show only this'),
  url: `\${__url.path}\${__url.params}&var-${FILTERS_VARIABLE}=${encodeURIComponent(`${property}|=|`)}\${__value.raw:percentencode}`,
});

const styled = (field: Field): Field =>
  withConfig(field, { custom: field.type === FieldType.string ? { minWidth: 100 } : { width: 80 } });

const bars: FieldConfig = {
  min: 0,
  color: { mode: 'fixed', fixedColor: 'blue' },
  custom: { cellOptions: { type: TableCellDisplayMode.Gauge, mode: BarGaugeDisplayMode.Basic }, minWidth: 110 },
};

const changeColumn = (): FieldConfig => ({
  displayName: t('panels.change', 'Change'),
  unit: 'percent',
  decimals: 0,
  color: { mode: 'thresholds' },
  thresholds: {
    mode: ThresholdsMode.Absolute,
    steps: [
      { value: -Infinity, color: 'red' },
      { value: 0, color: 'text' },
      { value: Number.MIN_VALUE, color: 'green' },
    ],
  },
  custom: { cellOptions: { type: TableCellDisplayMode.ColorText }, width: 70 },
});
