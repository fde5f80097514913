import React from 'react';
import { t } from '@grafana/i18n';
import { Combobox, RadioButtonGroup } from '@grafana/ui';
import type { QueryOf } from '../../types';
import { EditorField } from '../common/EditorField';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { LimitField } from '../common/LimitField';
import { NumberInput } from '../common/NumberInput';
import { valueOf } from '../common/options';
import { ToggleField } from '../common/ToggleField';
import { durationWords } from '../common/words';
import { AnchorFields } from './AnchorFields';

/** The form of paths: where they begin or end, how long they are and what is shown of them. */
export function PathsForm({ query, onChange }: FormProps<'paths'>) {
  const change = (part: Partial<QueryOf<'paths'>>) => onChange({ ...query, ...part });
  return (
    <>
      <EditorRow>
        <AnchorFields from={query.from} to={query.to} onChange={change} />
      </EditorRow>
      <EditorRow>
        <EditorField label={t('paths.view', 'Show')}>
          {(id) => (
            <RadioButtonGroup
              id={id}
              options={[
                { value: 'graph' as const, label: t('paths.graph', 'Nodes and edges') },
                { value: 'paths' as const, label: t('paths.whole', 'Whole paths') },
              ]}
              value={query.view ?? 'graph'}
              onChange={(view) => change({ view })}
            />
          )}
        </EditorField>
        <EditorField label={t('paths.steps', 'Steps')} path={['steps']}>
          {(id) => (
            <NumberInput
              id={id}
              width={10}
              placeholder="5"
              value={query.steps}
              onCommit={(steps) => change({ steps: steps as number | undefined })}
            />
          )}
        </EditorField>
        <WithinField value={query.within} onChange={(within) => change({ within })} />
        <LimitField path={['limit']} value={query.limit} onChange={(limit) => change({ limit })} />
        <ToggleField
          label={t('paths.collapse', 'Repeated steps as one')}
          value={query.collapse ?? true}
          onChange={(collapse) => change({ collapse })}
        />
      </EditorRow>
    </>
  );
}

interface WithinFieldProps {
  value: string | undefined;
  onChange: (within: string | undefined) => void;
}

function WithinField({ value, onChange }: WithinFieldProps) {
  const options = [
    { value: 'session', label: t('paths.session', 'A session') },
    ...['30m', '1h', '1d', '7d'].map((window) => ({ value: window, label: durationWords(window) })),
  ];
  return (
    <EditorField
      label={t('paths.within', 'Within')}
      tooltip={t('paths.within-explanation', 'One path a session, or one a person within so much time.')}
      path={['within']}
    >
      {(id) => (
        <Combobox
          id={id}
          width={22}
          createCustomValue
          options={options}
          value={value ?? 'session'}
          onChange={(option) => onChange(valueOf(option, options))}
        />
      )}
    </EditorField>
  );
}
