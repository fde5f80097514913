import React from 'react';
import { t } from '@grafana/i18n';
import { Box, Switch } from '@grafana/ui';
import { EditorField } from './EditorField';

interface CompareFieldProps {
  value: 'previous' | undefined;
  onChange: (compare: 'previous' | undefined) => void;
}

/** Whether the numbers of the period before stand beside. */
export function CompareField({ value, onChange }: CompareFieldProps) {
  return (
    <EditorField
      label={t('editor.compare', 'Compare')}
      tooltip={t('editor.compare-explanation', 'With the period of the same length before the time range.')}
      path={['compare']}
    >
      {(id) => (
        <Box display="flex" alignItems="center" height={4}>
          <Switch
            id={id}
            value={value !== undefined}
            onChange={(event) => onChange(event.currentTarget.checked ? 'previous' : undefined)}
          />
        </Box>
      )}
    </EditorField>
  );
}
