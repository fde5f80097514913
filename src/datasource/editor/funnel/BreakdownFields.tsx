import React from 'react';
import { t } from '@grafana/i18n';
import { Combobox } from '@grafana/ui';
import type { QueryOf } from '../../types';
import { EditorField } from '../common/EditorField';
import { LimitField } from '../common/LimitField';
import { PropertyField } from '../common/PropertyField';
import { valueOf } from '../common/options';

type Breakdown = QueryOf<'funnel'>['breakdown'];

interface BreakdownFieldsProps {
  value: Breakdown;
  onChange: (breakdown: Breakdown) => void;
}

/** By whose values people are told apart, and at which step a value is read. */
export function BreakdownFields({ value, onChange }: BreakdownFieldsProps) {
  const options = [
    { value: 'first', label: t('funnel.at-first', 'At the start') },
    { value: 'last', label: t('funnel.at-last', 'At the last step reached') },
  ];
  return (
    <>
      <PropertyField
        label={t('funnel.breakdown', 'By')}
        path={['breakdown', 'property']}
        placeholder={t('funnel.no-breakdown', 'All together')}
        isClearable
        value={value?.property}
        onChange={(property) => onChange(property && { ...value, property })}
      />
      {value !== undefined && (
        <>
          <EditorField label={t('funnel.at', 'Value')} path={['breakdown', 'at']}>
            {(id) => (
              <Combobox
                id={id}
                width={22}
                createCustomValue
                customValueDescription={t('funnel.at-step', 'The number of a step')}
                options={options}
                value={String(value.at ?? 'first')}
                onChange={(option) => onChange({ ...value, at: read(valueOf(option, options)) })}
              />
            )}
          </EditorField>
          <LimitField
            path={['breakdown', 'limit']}
            value={value.limit}
            onChange={(limit) => onChange({ ...value, limit })}
          />
        </>
      )}
    </>
  );
}

/** A number is that of a step. */
const read = (text: string): NonNullable<Breakdown>['at'] =>
  /^\d+$/.test(text) ? Number(text) : text === 'first' ? undefined : (text as 'last');
