import { t } from '@grafana/i18n';
import type { Hint } from '../../question/leftOpen';

/** Says what is still to be done. */
export function hintWords(hint: Hint): string {
  switch (hint) {
    case 'name-step':
      return t('funnel.name-step', 'Name the step');
    case 'choose-events':
      return t('funnel.choose-events', 'Choose at least one event or page');
  }
}
