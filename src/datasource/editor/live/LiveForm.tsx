import React from 'react';
import { t } from '@grafana/i18n';
import type { QueryOf } from '../../types';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { LimitField } from '../common/LimitField';
import { PropertiesField } from '../common/PropertiesField';

/** The form of who is here now: by which properties visitors are listed. */
export function LiveForm({ query, onChange }: FormProps<'live'>) {
  const change = (part: Partial<QueryOf<'live'>>) => onChange({ ...query, ...part });
  return (
    <EditorRow>
      <PropertiesField
        label={t('live.properties', 'Visitors by')}
        tooltip={t('live.properties-explanation', 'A table for each, of the last 30 minutes.')}
        fallback={['page.path', 'session.source']}
        value={query.properties}
        onChange={(properties) => change({ properties })}
      />
      <LimitField path={['limit']} value={query.limit} onChange={(limit) => change({ limit })} />
    </EditorRow>
  );
}
