import React from 'react';
import { t } from '@grafana/i18n';
import { Combobox } from '@grafana/ui';
import type { ExperimentStatus } from '@fawkes/contract';
import { EditorField } from '../common/EditorField';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { IntervalField } from '../common/IntervalField';
import { CommonFields } from './CommonFields';

/** The form of the list of experiments. */
export function ExperimentsForm({ query, onChange }: FormProps<'experiments'>) {
  const statuses: Array<{ value: ExperimentStatus; label: string }> = [
    { value: 'running', label: t('experiments.running', 'Running') },
    { value: 'stopped', label: t('experiments.stopped', 'Stopped') },
    { value: 'draft', label: t('experiments.draft', 'Draft') },
  ];
  return (
    <>
      <EditorRow>
        <EditorField label={t('experiments.status', 'Status')} path={['status']}>
          {(id) => (
            <Combobox
              id={id}
              width={20}
              isClearable
              placeholder={t('experiments.any-status', 'Any')}
              options={statuses}
              value={query.status ?? null}
              onChange={(chosen) => onChange({ ...query, status: chosen?.value })}
            />
          )}
        </EditorField>
        <IntervalField value={query.interval} onChange={(interval) => onChange({ ...query, interval })} />
      </EditorRow>
      <CommonFields query={query} onChange={(part) => onChange({ ...query, ...part })} />
    </>
  );
}
