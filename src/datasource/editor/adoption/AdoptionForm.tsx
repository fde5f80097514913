import React from 'react';
import { t } from '@grafana/i18n';
import { RadioButtonGroup } from '@grafana/ui';
import type { QueryOf } from '../../types';
import { EditorField } from '../common/EditorField';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { IntervalField } from '../common/IntervalField';
import { TextsField } from '../common/TextsField';
import { useFeatures, useSegments } from '../common/workspace';

/** The form of the features: all of them, or some; as a table, over time, or by segment. */
export function AdoptionForm({ query, onChange }: FormProps<'adoption'>) {
  const change = (part: Partial<QueryOf<'adoption'>>) => onChange({ ...query, ...part });
  const segments = useSegments();
  return (
    <EditorRow>
      <TextsField
        label={t('adoption.features', 'Features')}
        tooltip={t('adoption.features-explanation', 'Which of the workspace’s features; all where none is chosen.')}
        placeholder={t('adoption.all', 'All')}
        path={['features']}
        options={useFeatures()}
        value={query.features ?? []}
        onChange={(features) => change({ features: features.length > 0 ? features : undefined })}
      />
      <EditorField label={t('adoption.view', 'Show')}>
        {(id) => (
          <RadioButtonGroup
            id={id}
            options={[
              { value: 'table' as const, label: t('adoption.table', 'Table') },
              { value: 'over_time' as const, label: t('adoption.over-time', 'Over time') },
              { value: 'by_segment' as const, label: t('adoption.by-segment', 'By segment') },
            ]}
            value={query.view ?? 'table'}
            onChange={(view) => change({ view })}
          />
        )}
      </EditorField>
      {query.view === 'over_time' && (
        <IntervalField withRange value={query.interval} onChange={(interval) => change({ interval })} />
      )}
      {query.view === 'by_segment' && (
        <TextsField
          label={t('adoption.segments', 'Segments')}
          placeholder={t('adoption.behavioural', 'The behavioural ones')}
          path={['segments']}
          options={segments}
          value={query.segments ?? []}
          onChange={(names) => change({ segments: names.length > 0 ? names : undefined })}
        />
      )}
    </EditorRow>
  );
}
