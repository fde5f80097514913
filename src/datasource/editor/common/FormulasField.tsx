import React from 'react';
import { isEmpty } from 'lodash';
import { t, Trans } from '@grafana/i18n';
import { Button, IconButton, Text } from '@grafana/ui';
import { formulaLetter, type FormulaAsked, type MeasureAsked } from '@fawkes/contract';
import { EditorField } from './EditorField';
import { EditorRow } from './EditorRow';
import { replaced } from './items';
import { TextInput } from './TextInput';
import { measureWords } from './words';

interface FormulasFieldProps {
  measures: MeasureAsked[];
  formulas: FormulaAsked[] | undefined;
  onChange: (formulas: FormulaAsked[] | undefined) => void;
}

/** What is reckoned out of the measures, which are called A, B, C in the order in which they are asked. */
export function FormulasField({ measures, formulas = [], onChange }: FormulasFieldProps) {
  const replace = (index: number, ...by: FormulaAsked[]) => {
    const next = replaced(formulas, index, ...by);
    onChange(isEmpty(next) ? undefined : next);
  };
  return (
    <>
      {formulas.map((asked, index) => (
        <FormulaRow
          key={index}
          asked={asked}
          path={['formulas', index]}
          onChange={(changed) => replace(index, changed)}
          onRemove={() => replace(index)}
        />
      ))}
      {formulas.length > 0 && (
        <Text element="p" variant="bodySmall" color="secondary">
          {measures.map((asked, place) => `${formulaLetter(place)} = ${measureWords(asked)}`).join(', ')}
        </Text>
      )}
      <div>
        <Button
          size="sm"
          variant="secondary"
          icon="plus"
          onClick={() => onChange([...formulas, { formula: measures.length > 1 ? 'A / B' : 'A' }])}
        >
          <Trans i18nKey="editor.add-formula">Add formula</Trans>
        </Button>
      </div>
    </>
  );
}

interface FormulaRowProps {
  asked: FormulaAsked;
  path: PropertyKey[];
  onChange: (asked: FormulaAsked) => void;
  onRemove: () => void;
}

function FormulaRow({ asked, path, onChange, onRemove }: FormulaRowProps) {
  const orNothing = (text: string) => (text === '' ? undefined : text);
  return (
    <EditorRow
      buttons={
        <IconButton
          name="trash-alt"
          size="lg"
          tooltip={t('editor.remove-formula', 'Remove this formula')}
          onClick={onRemove}
        />
      }
    >
      <EditorField
        label={t('editor.formula', 'Formula')}
        tooltip={t('editor.formula-explanation', 'Measures by their letters, numbers, + - * / and parentheses.')}
        path={[...path, 'formula']}
        grow={240}
      >
        {(id) => <TextInput id={id} value={asked.formula} onCommit={(formula) => onChange({ ...asked, formula })} />}
      </EditorField>
      <EditorField label={t('editor.formula-name', 'Called')} path={[...path, 'name']}>
        {(id) => (
          <TextInput
            id={id}
            width={20}
            placeholder={asked.formula}
            value={asked.name ?? ''}
            onCommit={(name) => onChange({ ...asked, name: orNothing(name) })}
          />
        )}
      </EditorField>
      <EditorField label={t('editor.formula-unit', 'In')} path={[...path, 'unit']}>
        {(id) => (
          <TextInput
            id={id}
            width={14}
            placeholder="short"
            value={asked.unit ?? ''}
            onCommit={(unit) => onChange({ ...asked, unit: orNothing(unit) })}
          />
        )}
      </EditorField>
    </EditorRow>
  );
}
