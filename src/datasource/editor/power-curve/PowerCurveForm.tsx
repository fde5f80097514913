import React from 'react';
import { t } from '@grafana/i18n';
import { Combobox } from '@grafana/ui';
import { EditorField } from '../common/EditorField';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';

/** The form of a power curve: of how many days. */
export function PowerCurveForm({ query, onChange }: FormProps<'power-curve'>) {
  return (
    <EditorRow>
      <EditorField
        label={t('power-curve.days', 'Days')}
        tooltip={t('power-curve.days-explanation', 'The calendar days that end with the time range.')}
        path={['days']}
      >
        {(id) => (
          <Combobox
            id={id}
            width={12}
            options={([7, 28] as const).map((days) => ({ value: days, label: `L${days}` }))}
            value={query.days ?? 28}
            onChange={({ value: days }) => onChange({ ...query, days: days as 7 | 28 })}
          />
        )}
      </EditorField>
    </EditorRow>
  );
}
