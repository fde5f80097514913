import React from 'react';
import { t } from '@grafana/i18n';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { TextsField } from '../common/TextsField';
import { useFeatures } from '../common/workspace';

/** The form of the features' table: all of them, or some. */
export function AdoptionForm({ query, onChange }: FormProps<'adoption'>) {
  return (
    <EditorRow>
      <TextsField
        label={t('adoption.features', 'Features')}
        tooltip={t('adoption.features-explanation', 'Which of the workspace’s features; all where none is chosen.')}
        placeholder={t('adoption.all', 'All')}
        path={['features']}
        options={useFeatures()}
        value={query.features ?? []}
        onChange={(features) => onChange({ ...query, features: features.length > 0 ? features : undefined })}
      />
    </EditorRow>
  );
}
