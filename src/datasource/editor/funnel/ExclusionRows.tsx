import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button, IconButton } from '@grafana/ui';
import type { FunnelExclusion } from '@fawkes/contract';
import { EditorField } from '../common/EditorField';
import { EditorRow } from '../common/EditorRow';
import { replaced } from '../common/items';
import { MatcherFields } from '../common/MatcherFields';
import { NumberInput } from '../common/NumberInput';
import { ChoiceField } from './ChoiceField';

interface ExclusionRowsProps {
  value: FunnelExclusion[] | undefined;
  /** How many steps the funnel has. */
  steps: number;
  onChange: (exclusions: FunnelExclusion[] | undefined) => void;
}

/** What must not happen between two steps, a row each. */
export function ExclusionRows({ value = [], steps, onChange }: ExclusionRowsProps) {
  const change = (exclusions: FunnelExclusion[]) => onChange(exclusions.length > 0 ? exclusions : undefined);
  return (
    <>
      {value.map((exclusion, index) => (
        <ExclusionRow
          key={index}
          exclusion={exclusion}
          index={index}
          onChange={(next) => change(replaced(value, index, next))}
          onRemove={() => change(replaced(value, index))}
        />
      ))}
      {steps > 1 && (
        <div>
          <Button
            size="sm"
            variant="secondary"
            icon="plus"
            onClick={() => change([...value, { match: {}, from: 1, to: steps }])}
          >
            <Trans i18nKey="funnel.add-exclusion">Add exclusion</Trans>
          </Button>
        </div>
      )}
    </>
  );
}

interface ExclusionRowProps {
  exclusion: FunnelExclusion;
  index: number;
  onChange: (exclusion: FunnelExclusion) => void;
  onRemove: () => void;
}

function ExclusionRow({ exclusion, index, onChange, onRemove }: ExclusionRowProps) {
  const path = ['exclusions', index];
  const number = (key: 'from' | 'to', label: string) => (
    <EditorField label={label} path={[...path, key]}>
      {(id) => (
        <NumberInput
          id={id}
          width={8}
          value={exclusion[key]}
          onCommit={(step) => onChange({ ...exclusion, [key]: step as number })}
        />
      )}
    </EditorField>
  );
  return (
    <div role="group" aria-label={t('funnel.exclusion', 'Exclusion {{number}}', { number: index + 1 })}>
      <EditorRow
        buttons={
          <IconButton
            name="trash-alt"
            size="lg"
            tooltip={t('funnel.remove-exclusion', 'Remove this exclusion')}
            onClick={onRemove}
          />
        }
      >
        <MatcherFields
          matcher={exclusion.match}
          path={[...path, 'match']}
          onChange={(match) => onChange({ ...exclusion, match })}
        />
        {number('from', t('funnel.after-step', 'After step'))}
        {number('to', t('funnel.before-step', 'Before step'))}
        <ChoiceField
          label={t('funnel.effect', 'Then')}
          tooltip={t(
            'funnel.effect-explanation',
            'Leave the person out of the funnel, or let the attempt end at the steps before it.'
          )}
          options={[
            { value: 'remove', label: t('funnel.remove', 'Leave out') },
            { value: 'truncate', label: t('funnel.truncate', 'End the attempt') },
          ]}
          value={exclusion.effect}
          onChange={(effect) => onChange({ ...exclusion, effect })}
        />
      </EditorRow>
    </div>
  );
}
