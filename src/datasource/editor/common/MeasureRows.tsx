import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button, IconButton, Stack } from '@grafana/ui';
import type { MeasureAsked } from '@fawkes/contract';
import { EditorRow } from './EditorRow';
import { replaced } from './items';
import { MeasureDetails } from './MeasureDetails';
import { isDetailed } from './measures';

interface MeasureRowsProps {
  measures: MeasureAsked[];
  onChange: (measures: MeasureAsked[]) => void;
}

/** Measures of which more is said than their name: goals, numbers of a property, and what only formulas use. Each is a row. */
export function MeasureRows({ measures, onChange }: MeasureRowsProps) {
  const add = (asked: MeasureAsked) => onChange([...measures, asked]);
  return (
    <>
      {measures.map(
        (asked, index) =>
          isDetailed(asked) && (
            <EditorRow
              key={index}
              buttons={
                <IconButton
                  name="trash-alt"
                  size="lg"
                  tooltip={t('editor.remove-measure', 'Remove this measure')}
                  onClick={() => onChange(replaced(measures, index))}
                />
              }
            >
              <MeasureDetails
                asked={asked}
                path={['measures', index]}
                onChange={(changed) => onChange(replaced(measures, index, changed))}
              />
            </EditorRow>
          )
      )}
      <Stack gap={1}>
        <Button size="sm" variant="secondary" icon="plus" onClick={() => add({ measure: 'conversions', match: {} })}>
          <Trans i18nKey="editor.add-goal">Add goal</Trans>
        </Button>
        <Button size="sm" variant="secondary" icon="plus" onClick={() => add({ measure: 'mean', property: 'value' })}>
          <Trans i18nKey="editor.add-statistic">Add statistic</Trans>
        </Button>
      </Stack>
    </>
  );
}
