import React from 'react';
import { t } from '@grafana/i18n';
import type { QueryOf } from '../../types';
import { EditorField } from '../common/EditorField';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { IntervalField } from '../common/IntervalField';
import { LimitField } from '../common/LimitField';
import { NumberInput } from '../common/NumberInput';
import { PropertiesField } from '../common/PropertiesField';
import { BreakdownFields } from './BreakdownFields';
import { ChoiceField } from './ChoiceField';

/** What is shown of the funnel, and what that view is asked besides. */
export function ViewRow({ query, onChange }: FormProps<'funnel'>) {
  const { view, breakdown, interval, bins, properties, limit, ...others } = query;
  const change = (part: Partial<QueryOf<'funnel'>>) => onChange({ ...query, ...part });
  return (
    <EditorRow>
      <ChoiceField
        label={t('funnel.view', 'Show')}
        path={['view']}
        options={[
          { value: 'steps', label: t('funnel.view-steps', 'Steps') },
          { value: 'trend', label: t('funnel.view-trend', 'Over time') },
          { value: 'time_to_convert', label: t('funnel.view-time', 'Time to convert') },
          { value: 'correlation', label: t('funnel.view-correlation', 'What goes with it') },
        ]}
        value={view}
        // What only the other view is asked would be left over.
        onChange={(next) => onChange({ ...others, ...(next === 'trend' || !next ? { breakdown } : {}), view: next })}
      />
      {view === 'trend' && <IntervalField value={interval} onChange={(next) => change({ interval: next })} />}
      {(view === undefined || view === 'steps' || view === 'trend') && (
        <BreakdownFields value={breakdown} onChange={(next) => change({ breakdown: next })} />
      )}
      {view === 'time_to_convert' && (
        <EditorField label={t('funnel.bins', 'Bins')} path={['bins']}>
          {(id) => (
            <NumberInput
              id={id}
              width={12}
              placeholder={t('funnel.automatic', 'Automatic')}
              value={bins}
              onCommit={(next) => change({ bins: next as number | undefined })}
            />
          )}
        </EditorField>
      )}
      {view === 'correlation' && (
        <>
          <PropertiesField
            label={t('funnel.properties', 'Events and values of')}
            value={properties}
            fallback={[]}
            onChange={(next) => change({ properties: next })}
          />
          <LimitField path={['limit']} fallback={20} value={limit} onChange={(next) => change({ limit: next })} />
        </>
      )}
    </EditorRow>
  );
}
