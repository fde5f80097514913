import React from 'react';
import type { QueryOf } from '../../types';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { IntervalField } from '../common/IntervalField';
import { CriterionFields } from './CriterionFields';

/** The form of a stickiness histogram: which intervals, and when one counts. */
export function StickinessForm({ query, onChange }: FormProps<'stickiness'>) {
  const { interval, criterion } = query;
  const change = (part: Partial<QueryOf<'stickiness'>>) => onChange({ ...query, ...part });
  return (
    <EditorRow>
      <IntervalField value={interval} onChange={(next) => change({ interval: next })} />
      <CriterionFields value={criterion} onChange={(next) => change({ criterion: next })} />
    </EditorRow>
  );
}
