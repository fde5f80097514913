import React from 'react';
import { t } from '@grafana/i18n';
import { ToggleField } from './ToggleField';

interface CompareFieldProps {
  value: 'previous' | undefined;
  onChange: (compare: 'previous' | undefined) => void;
}

/** Whether the numbers of the period before stand beside. */
export function CompareField({ value, onChange }: CompareFieldProps) {
  return (
    <ToggleField
      label={t('editor.compare', 'Compare')}
      tooltip={t('editor.compare-explanation', 'With the period of the same length before the time range.')}
      path={['compare']}
      value={value !== undefined}
      onChange={(isOn) => onChange(isOn ? 'previous' : undefined)}
    />
  );
}
