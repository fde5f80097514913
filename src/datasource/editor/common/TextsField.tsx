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
  /** Somebody is about to choose: the time to fetch what can be chosen. */
  onFocus?: () => void;
}

/** Any number of texts, chosen from the options or typed. */
export function TextsField({ label, tooltip, path, exactly, onFocus, ...control }: TextsFieldProps) {
  return (
    <EditorField label={label} tooltip={tooltip} path={path} exactly={exactly} grow={180}>
      {(id) => <TextsControl id={id} onFocus={onFocus} {...control} />}
    </EditorField>
  );
}

function TextsControl({ onFocus, onChange, ...control }: Omit<TextsFieldProps, 'label'> & { id: string }) {
  return (
    <div onFocusCapture={onFocus}>
      <MultiCombobox
        isClearable
        createCustomValue
        customValueDescription={t('editor.custom-value', 'Use this text')}
        {...control}
        onChange={(chosen) => onChange(chosen.map((option) => option.value))}
      />
    </div>
  );
}
