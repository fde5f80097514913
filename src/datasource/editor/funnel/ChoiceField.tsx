import React, { type ComponentProps } from 'react';
import { RadioButtonGroup } from '@grafana/ui';
import { EditorField } from '../common/EditorField';

interface ChoiceFieldProps<T extends string> extends Pick<
  ComponentProps<typeof EditorField>,
  'label' | 'tooltip' | 'path'
> {
  /** The first one holds where nothing is said. */
  options: Array<{ value: T; label: string }>;
  value: T | undefined;
  onChange: (value: T | undefined) => void;
}

/** One of a few, of which the first is meant where the query says nothing. */
export function ChoiceField<T extends string>({ options, value, onChange, ...field }: ChoiceFieldProps<T>) {
  const first = options[0]?.value;
  return (
    <EditorField {...field}>
      {(id) => (
        <RadioButtonGroup
          id={id}
          options={options}
          value={value ?? first}
          onChange={(next) => onChange(next === first ? undefined : next)}
        />
      )}
    </EditorField>
  );
}
