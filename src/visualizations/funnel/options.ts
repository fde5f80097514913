import type { PanelOptionsEditorBuilder } from '@grafana/data';
import { t } from '@grafana/i18n';
import { isName, isNumber } from '../common/fields';

export interface FunnelOptions {
  /** The field that names a step; without it the first text. */
  name?: string;
  /** The field with how many did the step; without it the completed of our funnels, else the first number. */
  value?: string;
  /** The field with how many came to the step; without it those of our funnels, else who did the step before. */
  entered?: string;
  /** Says between the steps how many were lost. */
  showLost: boolean;
  /** Says below the steps what the parts of a bar mean. */
  showKey: boolean;
}

export const FUNNEL_DEFAULTS: FunnelOptions = { showLost: true, showKey: true };

export function addFunnelOptions(builder: PanelOptionsEditorBuilder<FunnelOptions>): void {
  builder
    .addFieldNamePicker({
      path: 'name',
      name: t('funnel-panel.name', 'Step'),
      description: t('funnel-panel.name-explanation', 'What names a step. The first text without a choice.'),
      settings: { filter: isName },
    })
    .addFieldNamePicker({
      path: 'value',
      name: t('funnel-panel.value', 'Completed'),
      description: t('funnel-panel.value-explanation', 'How many did the step. The first number without a choice.'),
      settings: { filter: isNumber },
    })
    .addFieldNamePicker({
      path: 'entered',
      name: t('funnel-panel.entered', 'Entered'),
      description: t(
        'funnel-panel.entered-explanation',
        'How many came to the step. Those who did the step before, without a choice.'
      ),
      settings: { filter: isNumber },
    })
    .addBooleanSwitch({
      path: 'showLost',
      name: t('funnel-panel.show-lost', 'Lost between the steps'),
      defaultValue: FUNNEL_DEFAULTS.showLost,
    })
    .addBooleanSwitch({
      path: 'showKey',
      name: t('funnel-panel.show-key', 'Legend'),
      defaultValue: FUNNEL_DEFAULTS.showKey,
    });
}
