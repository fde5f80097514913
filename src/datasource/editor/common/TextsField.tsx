import React from 'react';
import { t } from '@grafana/i18n';
import { MultiCombobox, type ComboboxOption } from '@grafana/ui';
import { EditorField } from './EditorField';

interface TextsFieldProps {
  label: string;
  tooltip?: string;
  placeholder?: string;
  path?: PropertyKey[];
  exactly?: boolean;
  options: ComboboxOption[];
  value: string[];
  onChange: (texts: string[]) => void;
}

/** Any number of texts, chosen from the options or typed. */
export function TextsField({ label, tooltip, placeholder, path, exactly, options, value, onChange }: TextsFieldProps) {
  return (
    <EditorField label={label} tooltip={tooltip} path={path} exactly={exactly} grow={180}>
      {(id) => (
        <MultiCombobox
          id={id}
          isClearable
          createCustomValue
          customValueDescription={t('editor.custom-value', 'Use this text')}
          placeholder={placeholder}
          options={options}
          value={value}
          onChange={(chosen) => onChange(chosen.map((option) => option.value))}
        />
      )}
    </EditorField>
  );
}
