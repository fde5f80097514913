import React from 'react';
import type { QueryOf } from '../../types';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { IntervalField } from '../common/IntervalField';
import { RulesFields } from '../common/RulesFields';

/** The form of the behavioural segments: how they are cut, and whether over time. */
export function SegmentsForm({ query, onChange }: FormProps<'segments'>) {
  const change = (part: Partial<QueryOf<'segments'>>) => onChange({ ...query, ...part });
  return (
    <EditorRow>
      <IntervalField value={query.interval} onChange={(interval) => change({ interval })} />
      <RulesFields value={query.rules} onChange={(rules) => change({ rules })} />
    </EditorRow>
  );
}
