import React from 'react';
import { t } from '@grafana/i18n';
import { Combobox } from '@grafana/ui';
import { EditorField } from '../common/EditorField';
import { useFunnels, withVariables } from '../common/workspace';

interface DefinedFunnelFieldProps {
  value: string;
  onChange: (name: string) => void;
}

/** One of the workspace's funnels, by its name. */
export function DefinedFunnelField({ value, onChange }: DefinedFunnelFieldProps) {
  const funnels = useFunnels();
  // An option with an empty description would be drawn as high as one that has a description.
  const described = funnels.map(({ name, description }) => ({
    value: name,
    label: name,
    ...(description === '' ? {} : { description }),
  }));
  return (
    <EditorField label={t('funnel.name', 'Name')} path={['funnel']}>
      {(id) => (
        <Combobox
          id={id}
          width={40}
          createCustomValue
          placeholder={t('funnel.choose', 'Choose a funnel')}
          options={[...withVariables([]), ...described]}
          value={value === '' ? null : value}
          onChange={(option) => onChange(option.value)}
        />
      )}
    </EditorField>
  );
}
