import React from 'react';
import { PROPERTIES, isProperty, propertyLabel, type Property } from '@fawkes/contract';
import { hasVariable } from '../../question/variables';
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
  return (
    <TextsField
      label={label}
      tooltip={tooltip}
      placeholder={fallback.map(propertyLabel).join(', ')}
      path={['properties']}
      options={OPTIONS}
      value={value ?? []}
      onChange={(texts) => onChange(texts.length > 0 ? texts.map(propertyOf) : undefined)}
    />
  );
}

const OPTIONS = Object.entries(PROPERTIES).map(([value, label]) => ({ value, label }));

/** What was chosen or typed: a property, its title, a variable, or a name of the sender's own. */
function propertyOf(text: string): Property {
  const titled = OPTIONS.find(({ label }) => label.toLowerCase() === text.toLowerCase())?.value ?? text;
  return isProperty(titled) || hasVariable(titled) ? (titled as Property) : `props.${titled}`;
}
