import React from 'react';
import { t } from '@grafana/i18n';
import type { QueryOf } from '../../types';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { IntervalField } from '../common/IntervalField';
import { RulesFields } from '../common/RulesFields';
import { TextsField } from '../common/TextsField';
import { useSegments } from '../common/workspace';

/** The form of the behavioural segments: how they are cut, and whether over time. */
export function SegmentsForm({ query, onChange }: FormProps<'segments'>) {
  const change = (part: Partial<QueryOf<'segments'>>) => onChange({ ...query, ...part });
  const segments = useSegments();
  return (
    <EditorRow>
      <IntervalField value={query.interval} onChange={(interval) => change({ interval })} />
      <TextsField
        label={t('segments.also', 'Also')}
        tooltip={t('segments.also-explanation', 'Segments of your own beside the four that everybody has.')}
        path={['also']}
        options={segments}
        value={query.also ?? []}
        onChange={(names) => change({ also: names.length > 0 ? names : undefined })}
      />
      <RulesFields value={query.rules} onChange={(rules) => change({ rules })} />
    </EditorRow>
  );
}
