import React from 'react';
import { Trans } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import type { QueryOf } from '../../types';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { EntryField } from './EntryField';
import { ExclusionRows } from './ExclusionRows';
import { RulesRow } from './RulesRow';
import { StepList } from './StepList';
import { WindowField } from './WindowField';

/** Steps of one's own, where people come from, how long they may take, and by which rules. */
export function OwnSteps({ query, onChange }: FormProps<'funnel'>) {
  const { steps = [], entry, window, order, exclusions } = query;
  const change = (part: Partial<QueryOf<'funnel'>>) => onChange({ ...query, ...part });
  return (
    <>
      <StepList
        steps={steps}
        canBeOptional={order === undefined || order === 'ordered'}
        onChange={(next) => change({ steps: next })}
      />
      <div>
        <Button
          size="sm"
          variant="secondary"
          icon="plus"
          onClick={() => change({ steps: [...steps, { name: '', match: {} }] })}
        >
          <Trans i18nKey="funnel.add-step">Add step</Trans>
        </Button>
      </div>
      <EditorRow>
        <WindowField value={window} onChange={(next) => change({ window: next })} />
        <EntryField value={entry} onChange={(next) => change({ entry: next })} />
      </EditorRow>
      <RulesRow query={query} onChange={onChange} />
      <ExclusionRows value={exclusions} steps={steps.length} onChange={(next) => change({ exclusions: next })} />
    </>
  );
}
