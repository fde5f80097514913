import React from 'react';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { RulesFields } from '../common/RulesFields';

/** The form of recency, frequency and breadth: within how many days. */
export function RfmForm({ query, onChange }: FormProps<'rfm'>) {
  return (
    <EditorRow>
      <RulesFields rules={['activeDays']} value={query.rules} onChange={(rules) => onChange({ ...query, rules })} />
    </EditorRow>
  );
}
