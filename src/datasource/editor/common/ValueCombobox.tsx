import React from 'react';
import { t } from '@grafana/i18n';
import { Combobox, type ComboboxOption } from '@grafana/ui';
import { useValues } from './suggestions';

interface ValueComboboxProps {
  id: string;
  property: string;
  value: string;
  /** Called with undefined where the field is cleared. */
  onChange: (value: string | undefined) => void;
  invalid?: boolean;
}

/** A value of a property: one that events of the time range have, a variable, or one that is typed. */
export function ValueCombobox({ id, property, value, onChange, invalid }: ValueComboboxProps) {
  const [options, fetchValues] = useValues(property);
  return (
    <div onFocusCapture={fetchValues}>
      <Combobox
        id={id}
        width={24}
        isClearable
        createCustomValue
        customValueDescription={t('editor.custom-value', 'Use this text')}
        invalid={invalid}
        options={options}
        value={value === '' ? null : { value, label: value }}
        onChange={(option: ComboboxOption | null) => onChange(option?.value)}
      />
    </div>
  );
}
