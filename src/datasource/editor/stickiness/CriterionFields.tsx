import React from 'react';
import { t } from '@grafana/i18n';
import { Combobox } from '@grafana/ui';
import type { StickinessQuery } from '@fawkes/contract';
import { EditorField } from '../common/EditorField';
import { MatcherFields } from '../common/MatcherFields';
import { NumberInput } from '../common/NumberInput';
import { ToggleField } from '../common/ToggleField';
import { OPERATORS } from '../common/words';

type Criterion = NonNullable<StickinessQuery['criterion']>;

interface CriterionFieldsProps {
  value: Criterion | undefined;
  onChange: (criterion: Criterion | undefined) => void;
}

/** What must be true of an interval for it to count: being active, or how often something was done in it. */
export function CriterionFields({ value, onChange }: CriterionFieldsProps) {
  return (
    <>
      <ToggleField
        label={t('stickiness.criterion', 'Criterion')}
        tooltip={t('stickiness.criterion-explanation', 'An interval counts by how often a person did something in it.')}
        value={value !== undefined}
        onChange={(isOn) => onChange(isOn ? { op: 'gte', count: 1 } : undefined)}
      />
      {value !== undefined && <HowOften value={value} onChange={onChange} />}
      {value !== undefined && (
        <MatcherFields
          matcher={value.match ?? {}}
          path={['criterion', 'match']}
          onChange={(match) => onChange({ ...value, match: Object.keys(match).length > 0 ? match : undefined })}
        />
      )}
    </>
  );
}

function HowOften({ value, onChange }: { value: Criterion; onChange: (criterion: Criterion) => void }) {
  return (
    <>
      <EditorField label={t('stickiness.times', 'Times')}>
        {(id) => (
          <Combobox
            id={id}
            width={8}
            options={(['gte', 'lte', 'eq'] as const).map((op) => ({ value: op, label: OPERATORS[op] }))}
            value={value.op}
            onChange={({ value: op }) => onChange({ ...value, op })}
          />
        )}
      </EditorField>
      <EditorField label={t('stickiness.count', 'Count')} path={['criterion', 'count']}>
        {(id) => (
          <NumberInput
            id={id}
            width={10}
            value={value.count}
            onCommit={(count) => onChange({ ...value, count: count as number })}
          />
        )}
      </EditorField>
    </>
  );
}
