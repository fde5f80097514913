import React from 'react';
import { t } from '@grafana/i18n';
import { Combobox, type ComboboxOption } from '@grafana/ui';
import { ANSWER_FRAMES, type Select } from '@fawkes/contract';
import type { FawkesQuery } from '../../types';
import { EditorField } from './EditorField';
import { TextsField } from './TextsField';

interface AnswerPartFieldsProps {
  query: FawkesQuery;
  onChange: (select: Select | undefined) => void;
}

/** Which frame of the answer is wanted, and which of its fields; without one all of them. */
export function AnswerPartFields({ query: { kind, select }, onChange }: AnswerPartFieldsProps) {
  const frames = ANSWER_FRAMES[kind].map((value) => ({ value }));
  return (
    <>
      <EditorField
        label={t('editor.frame', 'Frame')}
        tooltip={t('editor.frame-explanation', 'The part of the answer that the panel takes; an alert rule takes one.')}
        path={['select', 'frame']}
      >
        {(id) => (
          <Combobox
            id={id}
            width={18}
            isClearable
            createCustomValue
            placeholder={t('editor.all-frames', 'All')}
            options={frames}
            value={select?.frame ?? null}
            onChange={(option: ComboboxOption | null) => onChange(option ? { frame: option.value } : undefined)}
          />
        )}
      </EditorField>
      {select !== undefined && (
        <TextsField
          label={t('editor.fields', 'Fields')}
          tooltip={t('editor.fields-explanation', 'By name; n* stands for all that begin with n.')}
          placeholder={t('editor.all-fields', 'All')}
          path={['select', 'fields']}
          options={[]}
          value={select.fields ?? []}
          onChange={(fields) => onChange(fields.length > 0 ? { ...select, fields } : { frame: select.frame })}
        />
      )}
    </>
  );
}
