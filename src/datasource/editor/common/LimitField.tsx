import React from 'react';
import { t } from '@grafana/i18n';
import { EditorField } from './EditorField';
import { NumberInput } from './NumberInput';

interface LimitFieldProps {
  path: PropertyKey[];
  value: number | undefined;
  /** What holds where none is given. */
  fallback?: number;
  onChange: (limit: number | undefined) => void;
}

/** How many rows at most. */
export function LimitField({ path, value, fallback = 10, onChange }: LimitFieldProps) {
  return (
    <EditorField label={t('editor.limit', 'Limit')} path={path}>
      {(id) => (
        <NumberInput
          id={id}
          width={10}
          placeholder={String(fallback)}
          value={value}
          onCommit={(limit) => onChange(limit as number | undefined)}
        />
      )}
    </EditorField>
  );
}
