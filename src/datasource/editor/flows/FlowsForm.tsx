import React from 'react';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { RulesFields } from '../common/RulesFields';

/** The form of flows: how the segments are cut. */
export function FlowsForm({ query, onChange }: FormProps<'flows'>) {
  return (
    <EditorRow>
      <RulesFields value={query.rules} onChange={(rules) => onChange({ ...query, rules })} />
    </EditorRow>
  );
}
