import React from 'react';
import { t } from '@grafana/i18n';
import { MultiCombobox } from '@grafana/ui';
import { CHANGING, type Changing } from '@fawkes/contract';
import { EditorField } from '../common/EditorField';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { LimitField } from '../common/LimitField';

const LABELS: Record<Changing, () => string> = {
  feature: () => t('changes.feature', 'Features'),
  funnel: () => t('changes.funnel', 'Funnels'),
  goal: () => t('changes.goal', 'Goals'),
  segment: () => t('changes.segment', 'Segments'),
  segment_rules: () => t('changes.segment-rules', 'Segment rules'),
  exposure_rule: () => t('changes.exposure-rule', 'Exposure rules'),
  experiment: () => t('changes.experiment', 'Experiments'),
  site: () => t('changes.site', 'Sites'),
};

/** The form of changes: of which definitions, and how many. */
export function ChangesForm({ query, onChange }: FormProps<'changes'>) {
  const change = (definitions: Changing[]) =>
    onChange({ ...query, definitions: definitions.length > 0 ? definitions : undefined });
  return (
    <EditorRow>
      <EditorField
        label={t('changes.definitions', 'Definitions')}
        tooltip={t(
          'changes.definitions-explanation',
          'What was defined, changed or deleted; all where none is chosen.'
        )}
        path={['definitions']}
        grow={180}
      >
        {(id) => (
          <MultiCombobox
            id={id}
            isClearable
            placeholder={t('changes.all', 'All')}
            options={CHANGING.map((value) => ({ value, label: LABELS[value]() }))}
            value={query.definitions ?? []}
            onChange={(chosen) => change(chosen.map(({ value }) => value))}
          />
        )}
      </EditorField>
      <LimitField
        path={['limit']}
        value={query.limit}
        fallback={100}
        onChange={(limit) => onChange({ ...query, limit })}
      />
    </EditorRow>
  );
}
