import React from 'react';
import { t } from '@grafana/i18n';
import { EditorField } from './EditorField';
import { NumberInput } from './NumberInput';

interface LimitFieldProps {
  path: PropertyKey[];
  value: number | undefined;
  onChange: (limit: number | undefined) => void;
}

/** How many of the largest values are told apart. */
export function LimitField({ path, value, onChange }: LimitFieldProps) {
  return (
    <EditorField label={t('editor.limit', 'Limit')} path={path}>
      {(id) => (
        <NumberInput
          id={id}
          width={10}
          placeholder="10"
          value={value}
          onCommit={(limit) => onChange(limit as number | undefined)}
        />
      )}
    </EditorField>
  );
}
