import React, { type ComponentType } from 'react';
import { t } from '@grafana/i18n';
import type { FawkesQuery } from '../types';
import { AnswerPartFields } from './common/AnswerPartFields';
import { EditorRow } from './common/EditorRow';
import { FilterField } from './common/FilterField';
import { SegmentField } from './common/SegmentField';
import { SiteField } from './common/SiteField';
import { KIND_EDITORS } from './kinds';

interface QueryFormProps {
  query: FawkesQuery;
  onChange: (query: FawkesQuery) => void;
}

/**
 * The form of the query's kind, and what every kind has: of which people, on which sites, which events count, and which part of
 * the answer is wanted.
 */
export function QueryForm({ query, onChange }: QueryFormProps) {
  const KindForm = KIND_EDITORS[query.kind].Form as ComponentType<QueryFormProps>;
  return (
    <>
      <KindForm query={query} onChange={onChange} />
      <EditorRow>
        <SegmentField value={query.segment} onChange={(segment) => onChange({ ...query, segment })} />
        <SiteField value={query.site} onChange={(site) => onChange({ ...query, site })} />
        <FilterField
          label={t('editor.filter', 'Only events where')}
          filter={query.filter}
          path={['filter']}
          onChange={(filter) => onChange({ ...query, filter })}
        />
        <AnswerPartFields query={query} onChange={(select) => onChange({ ...query, select })} />
      </EditorRow>
    </>
  );
}
