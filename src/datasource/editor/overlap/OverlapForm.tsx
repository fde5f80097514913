import React from 'react';
import { t } from '@grafana/i18n';
import type { QueryOf } from '../../types';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { RulesFields } from '../common/RulesFields';
import { TextsField } from '../common/TextsField';
import { useSegments } from '../common/workspace';

/** The form of an overlap: of which segments. */
export function OverlapForm({ query, onChange }: FormProps<'overlap'>) {
  const change = (part: Partial<QueryOf<'overlap'>>) => onChange({ ...query, ...part });
  return (
    <EditorRow>
      <TextsField
        label={t('overlap.segments', 'Which segments')}
        tooltip={t('overlap.segments-explanation', 'Whose people are compared, of any sort, at most eight.')}
        placeholder={t('editor.choose', 'Choose')}
        path={['segments']}
        options={useSegments()}
        value={query.segments}
        onChange={(segments) => change({ segments })}
      />
      <RulesFields value={query.rules} onChange={(rules) => change({ rules })} />
    </EditorRow>
  );
}
