import React from 'react';
import { isEmpty, omitBy } from 'lodash';
import { t } from '@grafana/i18n';
import { Combobox, type ComboboxOption } from '@grafana/ui';
import { MEASURES, measureOf, type Measure, type MeasureAsked } from '@fawkes/contract';
import { measureTitle } from '../../../panels/measureTitle';
import { EditorField } from './EditorField';
import { MatcherFields } from './MatcherFields';
import { withMeasure } from './measures';
import { PropertyField } from './PropertyField';
import { TextInput } from './TextInput';
import { ToggleField } from './ToggleField';
import { useGoals } from './workspace';

interface MeasureDetailsProps {
  asked: MeasureAsked;
  path: PropertyKey[];
  onChange: (asked: MeasureAsked) => void;
}

/** A measure with all that can be said of it: which events count, whose numbers, how it is shown and whether at all. */
export function MeasureDetails({ asked, path, onChange }: MeasureDetailsProps) {
  const { match, numeric } = measureOf(asked.measure);
  const change = (part: Partial<MeasureAsked>) => onChange({ ...asked, ...part });
  return (
    <>
      <EditorField label={t('editor.measure', 'Measure')} path={[...path, 'measure']}>
        {(id) => (
          <Combobox<Measure>
            id={id}
            width={22}
            options={OPTIONS.map((measure) => ({ value: measure, label: measureTitle(measure) }))}
            value={asked.measure}
            onChange={({ value }) => onChange(withMeasure(asked, value))}
          />
        )}
      </EditorField>
      {numeric && (
        <PropertyField
          label={t('editor.numbers-of', 'Numbers of')}
          path={[...path, 'property']}
          value={asked.property ?? 'value'}
          onChange={(property) => change({ property })}
        />
      )}
      {match !== undefined && <WhichEvents asked={asked} path={path} onChange={onChange} />}
      <ShownAs asked={asked} path={path} onChange={onChange} />
    </>
  );
}

const OPTIONS = Object.keys(MEASURES) as Measure[];

/** The events of a goal by its name, or told here. */
function WhichEvents({ asked, path, onChange }: MeasureDetailsProps) {
  const goals = useGoals();
  const isRequired = measureOf(asked.measure).match === 'required';
  const told = (match: MeasureAsked['match']) => (isEmpty(match) && !isRequired ? undefined : match);
  return (
    <>
      <EditorField
        label={t('editor.goal', 'Goal')}
        tooltip={t('editor.goal-explanation', 'The name of a defined goal, in place of events and pages.')}
        path={[...path, 'goal']}
      >
        {(id) => (
          <Combobox
            id={id}
            width={20}
            isClearable
            createCustomValue
            placeholder={t('editor.choose-goal', 'None')}
            options={goals}
            value={asked.goal ?? null}
            onChange={(option: ComboboxOption | null) => {
              const goal = option?.value;
              onChange(goal === undefined ? { ...asked, goal, match: told({}) } : { ...asked, goal, match: undefined });
            }}
          />
        )}
      </EditorField>
      {asked.goal === undefined && (
        <MatcherFields
          matcher={asked.match ?? {}}
          path={[...path, 'match']}
          onChange={(match) => onChange({ ...asked, match: told(match) })}
        />
      )}
    </>
  );
}

function ShownAs({ asked, path, onChange }: MeasureDetailsProps) {
  const change = (part: Partial<MeasureAsked>) =>
    onChange(omitBy({ ...asked, ...part }, (detail) => detail === undefined || detail === '') as MeasureAsked);
  return (
    <>
      <EditorField label={t('editor.goal-name', 'Shown as')} path={[...path, 'name']}>
        {(id) => (
          <TextInput
            id={id}
            width={20}
            placeholder={measureTitle(asked.measure)}
            value={asked.name ?? ''}
            onCommit={(name) => change({ name })}
          />
        )}
      </EditorField>
      <EditorField
        label={t('editor.unit', 'Unit')}
        tooltip={t('editor.unit-explanation', 'One of Grafana’s, such as percent, s or currencyEUR.')}
        path={[...path, 'unit']}
      >
        {(id) => (
          <TextInput
            id={id}
            width={14}
            placeholder={MEASURES[asked.measure].unit}
            value={asked.unit ?? ''}
            onCommit={(unit) => change({ unit })}
          />
        )}
      </EditorField>
      <ToggleField
        label={t('editor.hidden', 'Hidden')}
        tooltip={t('editor.hidden-explanation', 'It is computed for formulas, and not shown.')}
        path={[...path, 'hidden']}
        value={asked.hidden === true}
        onChange={(hidden) => change({ hidden: hidden || undefined })}
      />
    </>
  );
}
