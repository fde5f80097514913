import React from 'react';
import { t } from '@grafana/i18n';
import { Combobox, type ComboboxOption } from '@grafana/ui';
import type { Condition } from '@fawkes/contract';
import { isComparable, withOperator, withProperty, type DraftCondition } from './conditions';
import { EditorField } from './EditorField';
import { PropertyField } from './PropertyField';
import { ValueField } from './ValueField';
import { OPERATORS } from './words';

interface ConditionRowProps {
  condition: DraftCondition;
  path: PropertyKey[];
  onChange: (condition: DraftCondition) => void;
}

/** One condition: a property, a comparison and what it is compared with. */
export function ConditionRow({ condition, path, onChange }: ConditionRowProps) {
  return (
    <>
      <PropertyField
        label={t('editor.property', 'Property')}
        path={[...path, 'property']}
        value={condition.property}
        onChange={(property) => property !== undefined && onChange(withProperty(condition, property))}
      />
      <EditorField label={t('editor.operator', 'Comparison')} path={[...path, 'op']}>
        {(id) => (
          <Combobox
            id={id}
            width={16}
            options={OPTIONS.filter(({ value }) => isComparable(condition, value))}
            value={condition.op}
            onChange={({ value }) => onChange(withOperator(condition, value))}
          />
        )}
      </EditorField>
      <ValueField
        condition={condition}
        path={[...path, 'value']}
        onChange={(value) => onChange({ ...condition, value })}
      />
    </>
  );
}

const OPTIONS = Object.entries(OPERATORS).map(([value, label]) => ({ value, label })) as Array<
  ComboboxOption<Condition['op']>
>;
