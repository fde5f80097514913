import { getFieldDisplayName, type DataFrame, type PanelOptionsEditorBuilder } from '@grafana/data';
import { t } from '@grafana/i18n';
import { isName, isNumber } from '../common/fields';

export interface ForestOptions {
  /** The fields that name a row; without any, those before the first number. */
  names: string[];
  /** The fields of the estimate and its bounds; found by their names and types where they are not given. */
  estimate?: string;
  low?: string;
  high?: string;
  /** What the intervals are held against, in the unit of the estimate. */
  reference: number;
  /** Leaves out rows with neither estimate nor interval, such as the control that others are held against. */
  skipEmpty: boolean;
  /** Says below the plot what colours and shapes mean. */
  showKey: boolean;
}

export const FOREST_DEFAULTS: ForestOptions = { names: [], reference: 0, skipEmpty: false, showKey: true };

export function addForestOptions(builder: PanelOptionsEditorBuilder<ForestOptions>): void {
  builder.addMultiSelect({
    path: 'names',
    name: t('forest.names', 'Names'),
    description: t('forest.names-explanation', 'What names a row. Without any, the texts before the first number.'),
    settings: {
      options: [],
      getOptions: async ({ data }) => data.flatMap(nameOptions),
    },
  });
  addBound(builder, 'estimate', t('forest.estimate', 'Estimate'));
  addBound(builder, 'low', t('forest.low', 'Lower bound'));
  addBound(builder, 'high', t('forest.high', 'Upper bound'));
  builder
    .addNumberInput({
      path: 'reference',
      name: t('forest.reference', 'Reference'),
      description: t(
        'forest.reference-explanation',
        'What intervals are held against: 0 for differences, 1 for ratios.'
      ),
      defaultValue: FOREST_DEFAULTS.reference,
    })
    .addBooleanSwitch({
      path: 'skipEmpty',
      name: t('forest.skip-empty', 'Leave out rows without numbers'),
      defaultValue: FOREST_DEFAULTS.skipEmpty,
    })
    .addBooleanSwitch({
      path: 'showKey',
      name: t('forest.show-key', 'Legend'),
      defaultValue: FOREST_DEFAULTS.showKey,
    });
}

function addBound(builder: PanelOptionsEditorBuilder<ForestOptions>, path: 'estimate' | 'low' | 'high', name: string) {
  builder.addFieldNamePicker({
    path,
    name,
    description: t('forest.found-by-name', 'Found by its name where none is chosen.'),
    settings: { filter: isNumber },
  });
}

const nameOptions = (frame: DataFrame) =>
  frame.fields.filter(isName).map((field) => ({ value: field.name, label: getFieldDisplayName(field, frame) }));
