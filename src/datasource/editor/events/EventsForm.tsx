import React from 'react';
import { EditorRow } from '../common/EditorRow';
import type { FormProps } from '../common/form';
import { LimitField } from '../common/LimitField';
import { LiveField } from '../common/LiveField';

/** The form of a log: how many of the newest events. */
export function EventsForm({ query, onChange }: FormProps<'events'>) {
  return (
    <EditorRow>
      <LimitField
        path={['limit']}
        value={query.limit}
        fallback={100}
        onChange={(limit) => onChange({ ...query, limit })}
      />
      <LiveField value={query.live} onChange={(live) => onChange({ ...query, live })} />
    </EditorRow>
  );
}
