import React from 'react';
import { t } from '@grafana/i18n';
import { Combobox, type ComboboxOption } from '@grafana/ui';
import type { QueryOf } from '../../types';
import { EditorField } from '../common/EditorField';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { LimitField } from '../common/LimitField';
import { PropertiesField } from '../common/PropertiesField';
import { RulesFields } from '../common/RulesFields';
import { useSegments } from '../common/workspace';

/** The form of what stands out: of which segment, and among which properties. */
export function StandoutForm({ query, onChange }: FormProps<'standout'>) {
  const change = (part: Partial<QueryOf<'standout'>>) => onChange({ ...query, ...part });
  const { of, properties, limit, rules } = query;
  return (
    <EditorRow>
      <OfField value={of} onChange={(segment) => change({ of: segment })} />
      <PropertiesField
        label={t('standout.properties', 'Properties')}
        tooltip={t(
          'standout.properties-explanation',
          'Whose values are compared; people’s traits, too, if none is chosen.'
        )}
        fallback={['event.name', 'device.browser', 'device.os', 'device.type', 'geo.country']}
        value={properties}
        onChange={(next) => change({ properties: next })}
      />
      <LimitField path={['limit']} value={limit} fallback={20} onChange={(next) => change({ limit: next })} />
      <RulesFields value={rules} onChange={(next) => change({ rules: next })} />
    </EditorRow>
  );
}

interface OfFieldProps {
  value: QueryOf<'standout'>['of'];
  onChange: (segment: string) => void;
}

/** Whose people. A rule of the question's own is kept, and the JSON view can change it. */
function OfField({ value, onChange }: OfFieldProps) {
  const segments = useSegments();
  const isName = typeof value === 'string';
  return (
    <EditorField label={t('standout.of', 'People of')} path={['of']}>
      {(id) => (
        <Combobox
          id={id}
          width={22}
          createCustomValue
          placeholder={isName ? t('editor.choose', 'Choose') : t('editor.own-rule', 'By a rule of its own')}
          options={segments}
          value={isName ? value : null}
          onChange={(option: ComboboxOption) => onChange(option.value)}
        />
      )}
    </EditorField>
  );
}
