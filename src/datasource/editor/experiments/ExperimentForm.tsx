import React from 'react';
import { t } from '@grafana/i18n';
import { EditorField } from '../common/EditorField';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { IntervalField } from '../common/IntervalField';
import { TextInput } from '../common/TextInput';
import { CommonFields } from './CommonFields';

/** The form of one experiment. */
export function ExperimentForm({ query, onChange }: FormProps<'experiment'>) {
  return (
    <>
      <EditorRow>
        <EditorField label={t('experiments.experiment', 'Experiment')} path={['experiment']}>
          {(id) => (
            <TextInput
              id={id}
              width={40}
              placeholder={t('experiments.id', 'Its id, as events name it')}
              value={query.experiment}
              onCommit={(experiment) => onChange({ ...query, experiment })}
            />
          )}
        </EditorField>
        <IntervalField value={query.interval} onChange={(interval) => onChange({ ...query, interval })} />
      </EditorRow>
      <CommonFields query={query} onChange={(part) => onChange({ ...query, ...part })} />
    </>
  );
}
