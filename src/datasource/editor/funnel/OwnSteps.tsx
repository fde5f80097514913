import React from 'react';
import { css } from '@emotion/css';
import { t, Trans } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import type { QueryOf } from '../../types';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { moved, replaced } from '../common/items';
import { EntryField } from './EntryField';
import { ExclusionRows } from './ExclusionRows';
import { RulesRow } from './RulesRow';
import { StepRow } from './StepRow';
import { WindowField } from './WindowField';

/** Steps of one's own, where people come from, how long they may take, and by which rules. */
export function OwnSteps({ query, onChange }: FormProps<'funnel'>) {
  const { steps = [], entry, window, order, exclusions } = query;
  const change = (part: Partial<QueryOf<'funnel'>>) => onChange({ ...query, ...part });
  return (
    <>
      <ol aria-label={t('funnel.steps', 'Steps')} className={oneBelowTheOther}>
        {steps.map((step, index) => (
          <StepRow
            key={index}
            step={step}
            index={index}
            count={steps.length}
            canBeOptional={order === undefined || order === 'ordered'}
            onChange={(next) => change({ steps: replaced(steps, index, next) })}
            onMove={(to) => change({ steps: moved(steps, index, to) })}
            onRemove={() => change({ steps: replaced(steps, index) })}
          />
        ))}
      </ol>
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

const oneBelowTheOther = css({ display: 'flex', flexDirection: 'column', gap: 4, listStyle: 'none' });
