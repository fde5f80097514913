import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button, Combobox, IconButton } from '@grafana/ui';
import type { MeasureAsked } from '@fawkes/contract';
import { measureTitle } from '../../../panels/measureTitle';
import { EditorField } from './EditorField';
import { EditorRow } from './EditorRow';
import { replaced } from './items';
import { MatcherFields } from './MatcherFields';
import { GOALS, isGoal } from './measures';
import { TextInput } from './TextInput';

interface GoalsFieldProps {
  measures: MeasureAsked[];
  onChange: (measures: MeasureAsked[]) => void;
}

/** Conversions: how many people reach a goal, or which share of all. Each goal is a row. */
export function GoalsField({ measures, onChange }: GoalsFieldProps) {
  const add = () => onChange([...measures, { measure: 'conversions', match: {} }]);
  return (
    <>
      {measures.map(
        (asked, index) =>
          isGoal(asked) && (
            <GoalRow
              key={index}
              asked={asked}
              path={['measures', index]}
              onChange={(goal) => onChange(replaced(measures, index, goal))}
              onRemove={() => onChange(replaced(measures, index))}
            />
          )
      )}
      <div>
        <Button size="sm" variant="secondary" icon="plus" onClick={add}>
          <Trans i18nKey="editor.add-goal">Add goal</Trans>
        </Button>
      </div>
    </>
  );
}

interface GoalRowProps {
  asked: MeasureAsked;
  path: PropertyKey[];
  onChange: (asked: MeasureAsked) => void;
  onRemove: () => void;
}

function GoalRow({ asked, path, onChange, onRemove }: GoalRowProps) {
  return (
    <EditorRow
      buttons={
        <IconButton
          name="trash-alt"
          size="lg"
          tooltip={t('editor.remove-goal', 'Remove this goal')}
          onClick={onRemove}
        />
      }
    >
      <EditorField label={t('editor.goal-measure', 'Goal')} path={[...path, 'measure']}>
        {(id) => (
          <Combobox
            id={id}
            width={20}
            options={GOALS.map((measure) => ({ value: measure, label: measureTitle(measure) }))}
            value={asked.measure}
            onChange={({ value }) => onChange({ ...asked, measure: value as MeasureAsked['measure'] })}
          />
        )}
      </EditorField>
      <EditorField label={t('editor.goal-name', 'Shown as')} path={[...path, 'name']}>
        {(id) => (
          <TextInput
            id={id}
            width={20}
            placeholder={measureTitle(asked.measure)}
            value={asked.name ?? ''}
            onCommit={(name) => onChange({ ...asked, name: name === '' ? undefined : name })}
          />
        )}
      </EditorField>
      <MatcherFields
        matcher={asked.match ?? {}}
        path={[...path, 'match']}
        onChange={(match) => onChange({ ...asked, match })}
      />
    </EditorRow>
  );
}
