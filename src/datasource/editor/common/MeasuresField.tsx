import React from 'react';
import { t } from '@grafana/i18n';
import { MultiCombobox } from '@grafana/ui';
import type { Measure, MeasureAsked } from '@fawkes/contract';
import { measureTitle } from '../../../panels/measureTitle';
import { EditorField } from './EditorField';
import { isDetailed, PLAIN_MEASURES, withPlain } from './measures';

interface MeasuresFieldProps {
  value: MeasureAsked[];
  onChange: (measures: MeasureAsked[]) => void;
}

/** The measures that are asked for by their name alone. */
export function MeasuresField({ value, onChange }: MeasuresFieldProps) {
  return (
    <EditorField
      label={t('editor.measures', 'Measures')}
      tooltip={t(
        'editor.measures-explanation',
        'What is counted. Conversions and statistics of numbers are added below.'
      )}
      path={['measures']}
      exactly
      grow={340}
    >
      {(id) => (
        <MultiCombobox<Measure>
          id={id}
          placeholder={t('editor.choose', 'Choose')}
          options={PLAIN_MEASURES.map((measure) => ({ value: measure, label: measureTitle(measure) }))}
          value={value.filter((asked) => !isDetailed(asked)).map((asked) => asked.measure)}
          onChange={(chosen) =>
            onChange(
              withPlain(
                value,
                chosen.map((option) => option.value)
              )
            )
          }
        />
      )}
    </EditorField>
  );
}
