import React from 'react';
import { propertyLabel, type Property } from '@fawkes/contract';
import { propertyOf } from './options';
import { useProperties } from './suggestions';
import { TextsField } from './TextsField';

interface PropertiesFieldProps {
  label: string;
  tooltip?: string;
  value: Property[] | undefined;
  /** What holds where none is chosen. */
  fallback: readonly Property[];
  onChange: (properties: Property[] | undefined) => void;
}

/** Several properties of events: fixed ones, or ones that the senders named themselves. */
export function PropertiesField({ label, tooltip, value, fallback, onChange }: PropertiesFieldProps) {
  const options = useProperties();
  return (
    <TextsField
      label={label}
      tooltip={tooltip}
      placeholder={fallback.map(propertyLabel).join(', ')}
      path={['properties']}
      options={options}
      value={value ?? []}
      onChange={(texts) =>
        onChange(texts.length > 0 ? texts.map((text) => propertyOf({ value: text }, options)) : undefined)
      }
    />
  );
}
