import React from 'react';
import { t } from '@grafana/i18n';
import { isBySize, type DraftCondition } from './conditions';
import { EditorField } from './EditorField';
import { NumberInput } from './NumberInput';
import { TextInput } from './TextInput';
import { useValues } from './suggestions';
import { TextsField } from './TextsField';
import { ValueCombobox } from './ValueCombobox';

interface ValueFieldProps {
  condition: DraftCondition;
  path: PropertyKey[];
  onChange: (value: unknown) => void;
}

/** What a property is compared with, in the type that the comparison takes. */
export function ValueField({ condition, path, onChange }: ValueFieldProps) {
  const { property, op, value } = condition;
  if (op === 'set' || op === 'unset') {
    return null;
  }
  if (op === 'in') {
    return <ValuesField {...{ condition, path, onChange }} />;
  }
  const isNumber = isBySize(op) || (property === 'value' && (op === 'eq' || op === 'neq'));
  return (
    <EditorField label={t('editor.value', 'Value')} path={path}>
      {(id) =>
        isNumber ? (
          <NumberInput id={id} width={14} value={value} onCommit={onChange} />
        ) : op === 'eq' || op === 'neq' ? (
          <ValueCombobox id={id} property={property} value={String(value ?? '')} onChange={onChange} />
        ) : (
          <TextInput
            id={id}
            width={24}
            value={String(value ?? '')}
            onCommit={(text) => onChange(text === '' ? undefined : text)}
          />
        )
      }
    </EditorField>
  );
}

function ValuesField({ condition: { property, value }, path, onChange }: ValueFieldProps) {
  const values: unknown[] = [value ?? []].flat();
  const [options, fetchValues] = useValues(property);
  // What is there already keeps its type; what is new is a number only where the property is one.
  const typed = (text: string) =>
    values.find((known) => String(known) === text) ?? (property === 'value' ? numberOrText(text) : text);
  return (
    <TextsField
      label={t('editor.values', 'Values')}
      path={path}
      options={options}
      onFocus={fetchValues}
      value={values.map(String)}
      onChange={(texts) => onChange(texts.map(typed))}
    />
  );
}

const numberOrText = (text: string) => (Number.isFinite(Number(text)) ? Number(text) : text);
