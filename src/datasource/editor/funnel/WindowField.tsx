import React from 'react';
import { t } from '@grafana/i18n';
import { Combobox } from '@grafana/ui';
import { EditorField } from '../common/EditorField';
import { valueOf } from '../common/options';
import { durationWords } from '../common/words';

interface WindowFieldProps {
  value: string | undefined;
  onChange: (window: string | undefined) => void;
}

const OPTIONS = ['30m', '1h', '1d', '7d', '30d'].map((value) => ({ value, label: durationWords(value) }));

/** How long people may take from the first step, or the entry, to the last step. */
export function WindowField({ value, onChange }: WindowFieldProps) {
  return (
    <EditorField
      label={t('funnel.window', 'Window')}
      tooltip={t('funnel.window-explanation', 'How long people may take in all. Steps done later do not count.')}
      path={['window']}
    >
      {(id) => (
        <Combobox
          id={id}
          width={22}
          createCustomValue
          customValueDescription={t('funnel.custom-window', 'A number and one of s m h d w')}
          placeholder={durationWords('7d')}
          options={OPTIONS}
          value={value === undefined ? null : { value, label: durationWords(value) }}
          onChange={(option) => onChange(valueOf(option, OPTIONS))}
        />
      )}
    </EditorField>
  );
}
