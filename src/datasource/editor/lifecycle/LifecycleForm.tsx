import React from 'react';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { IntervalField } from '../common/IntervalField';

/** The form of a lifecycle: by which intervals people are new, return, come back or stay away. */
export function LifecycleForm({ query, onChange }: FormProps<'lifecycle'>) {
  return (
    <EditorRow>
      <IntervalField value={query.interval} onChange={(interval) => onChange({ ...query, interval })} />
    </EditorRow>
  );
}
