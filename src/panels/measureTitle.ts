import { t } from '@grafana/i18n';
import { MEASURES, type Measure } from '@fawkes/contract';

/** What a measure is called in the user's language. */
export const measureTitle = (measure: Measure): string => t(`measures.${measure}`, MEASURES[measure].label);
