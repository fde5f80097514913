import type { PanelOptionsEditorBuilder } from '@grafana/data';
import { t } from '@grafana/i18n';
import { isName, isNumber } from '../common/fields';

export interface RetentionOptions {
  /** The field that names a cohort; without it the first time or text. */
  head?: string;
  /** The field with how many were in the cohort; found by its name where it is not given. */
  size?: string;
  showValues: boolean;
  showMean: boolean;
  /** The largest colour may be that of the first column, in which nearly all are counted. */
  firstInScale: boolean;
  /** Says below the table which colours stand for which values. */
  showKey: boolean;
}

export const RETENTION_DEFAULTS: RetentionOptions = {
  showValues: true,
  showMean: true,
  firstInScale: false,
  showKey: true,
};

export function addRetentionOptions(builder: PanelOptionsEditorBuilder<RetentionOptions>): void {
  builder
    .addFieldNamePicker({
      path: 'head',
      name: t('retention-panel.head', 'Cohort'),
      description: t('retention-panel.head-explanation', 'What names a row. The first time or text without a choice.'),
      settings: { filter: isName },
    })
    .addFieldNamePicker({
      path: 'size',
      name: t('retention-panel.size', 'Size of the cohort'),
      description: t('retention-panel.size-explanation', 'Found by its name where none is chosen.'),
      settings: { filter: isNumber },
    })
    .addBooleanSwitch({
      path: 'showValues',
      name: t('retention-panel.show-values', 'Values in the cells'),
      defaultValue: RETENTION_DEFAULTS.showValues,
    })
    .addBooleanSwitch({
      path: 'showMean',
      name: t('retention-panel.show-mean', 'Mean of all cohorts'),
      defaultValue: RETENTION_DEFAULTS.showMean,
    })
    .addBooleanSwitch({
      path: 'firstInScale',
      name: t('retention-panel.first-in-scale', 'First column in the colour scale'),
      description: t(
        'retention-panel.first-in-scale-explanation',
        'A cohort is nearly whole in its own interval, which leaves all later ones pale.'
      ),
      defaultValue: RETENTION_DEFAULTS.firstInScale,
    })
    .addBooleanSwitch({
      path: 'showKey',
      name: t('retention-panel.show-key', 'Legend'),
      defaultValue: RETENTION_DEFAULTS.showKey,
    });
}
