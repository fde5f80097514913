import React from 'react';
import { t } from '@grafana/i18n';
import type { QueryOf } from '../../types';
import { EditorField } from '../common/EditorField';
import { EditorRow } from '../common/EditorRow';
import { NumberInput } from '../common/NumberInput';
import { OptionalMatcher } from '../common/OptionalMatcher';
import { ExposureFields } from './ExposureFields';

type AnyExperiment = QueryOf<'experiments'> | QueryOf<'experiment'>;

interface CommonFieldsProps {
  query: AnyExperiment;
  onChange: (part: Pick<AnyExperiment, 'metric' | 'exposure' | 'runningDays'>) => void;
}

/** What all questions about experiments are told: what converts, what shows a variant, and when one runs. */
export function CommonFields({ query: { metric, exposure, runningDays }, onChange }: CommonFieldsProps) {
  return (
    <>
      <EditorRow>
        <OptionalMatcher
          label={t('experiments.metric', 'Converts with')}
          tooltip={t(
            'experiments.metric-explanation',
            'What counts as a conversion; else an active event of another name than the exposure that carries the experiment.'
          )}
          path="metric"
          value={metric}
          onChange={(next) => onChange({ metric: next })}
        />
      </EditorRow>
      <EditorRow>
        <ExposureFields value={exposure} onChange={(next) => onChange({ exposure: next })} />
        <EditorField
          label={t('experiments.running-days', 'Runs for')}
          tooltip={t(
            'experiments.running-days-explanation',
            'An experiment runs while its latest exposure is no older than so many days.'
          )}
          path={['runningDays']}
        >
          {(id) => (
            <NumberInput
              id={id}
              width={8}
              placeholder="14"
              value={runningDays}
              onCommit={(days) => onChange({ runningDays: days as number | undefined })}
            />
          )}
        </EditorField>
      </EditorRow>
    </>
  );
}
