import React from 'react';
import { t } from '@grafana/i18n';
import { Combobox } from '@grafana/ui';
import type { MeasureAsked } from '@fawkes/contract';
import { EditorField } from '../common/EditorField';
import { moved } from '../common/items';
import { measureWords } from '../common/words';

interface RankFieldProps {
  measures: MeasureAsked[];
  onChange: (measures: MeasureAsked[]) => void;
}

/** By which of the measures the values are ranked: the first one. */
export function RankField({ measures, onChange }: RankFieldProps) {
  return (
    <EditorField label={t('top.ranked-by', 'Ranked by')}>
      {(id) => (
        <Combobox
          id={id}
          width={22}
          options={measures.map((asked, index) => ({ value: index, label: measureWords(asked) }))}
          value={0}
          onChange={({ value: first }) => onChange(moved(measures, first, 0))}
        />
      )}
    </EditorField>
  );
}
