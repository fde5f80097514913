import React, { type ComponentProps } from 'react';
import { t } from '@grafana/i18n';
import { Combobox, type ComboboxOption } from '@grafana/ui';
import { isProperty, propertyLabel, type Property } from '@fawkes/contract';
import { EditorField } from './EditorField';
import { propertyOf } from './options';
import { useProperties } from './suggestions';

interface PropertyFieldProps extends Pick<ComponentProps<typeof EditorField>, 'label' | 'tooltip' | 'path'> {
  value: Property | undefined;
  /** Called with undefined where the field is cleared. */
  onChange: (property: Property | undefined) => void;
  placeholder?: string;
  isClearable?: boolean;
}

/** A property of events: a fixed one, or one that the senders named themselves. */
export function PropertyField({ value, onChange, placeholder, isClearable = false, ...field }: PropertyFieldProps) {
  const options = useProperties();
  return (
    <EditorField {...field}>
      {(id) => (
        <Combobox
          id={id}
          width={22}
          isClearable={isClearable as true}
          createCustomValue
          customValueDescription={t('editor.own-property', 'A property of your own')}
          placeholder={placeholder ?? t('editor.choose', 'Choose')}
          options={options}
          value={optionOf(value)}
          onChange={(option: ComboboxOption | null) =>
            onChange(option === null ? undefined : propertyOf(option, options))
          }
        />
      )}
    </EditorField>
  );
}

const optionOf = (value: Property | undefined): ComboboxOption | null =>
  value ? { value, label: isProperty(value) ? propertyLabel(value) : value } : null;
