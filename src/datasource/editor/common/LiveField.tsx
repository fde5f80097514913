import React from 'react';
import { t } from '@grafana/i18n';
import { ToggleField } from './ToggleField';

interface LiveFieldProps {
  value: boolean | undefined;
  onChange: (live: boolean | undefined) => void;
}

/** Whether the answer goes on as events come in. */
export function LiveField({ value, onChange }: LiveFieldProps) {
  return (
    <ToggleField
      label={t('editor.live', 'Live')}
      tooltip={t(
        'editor.live-explanation',
        'The panel moves with each event that comes in, without a refresh, where the time range ends now.'
      )}
      path={['live']}
      value={value === true}
      onChange={(isOn) => onChange(isOn ? true : undefined)}
    />
  );
}
