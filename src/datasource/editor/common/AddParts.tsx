import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Stack } from '@grafana/ui';
import type { Filter } from '@fawkes/contract';
import type { DraftCondition } from './conditions';

/** A new condition still needs its value, so adding it changes no number yet. */
const NEW_CONDITION = { property: 'page.path', op: 'eq' } satisfies DraftCondition as Filter;

/** Buttons that add a condition, a segment or a group to a filter. */
export function AddParts({ onAdd }: { onAdd: (part: Filter) => void }) {
  const add = (label: string, part: Filter) => (
    <Button size="sm" variant="secondary" icon="plus" onClick={() => onAdd(part)}>
      {label}
    </Button>
  );
  return (
    <Stack gap={1} wrap="wrap">
      {add(t('editor.add-condition', 'Add condition'), NEW_CONDITION)}
      {add(t('editor.add-segment', 'Add segment'), { segment: '', in: true })}
      {add(t('editor.add-group', 'Add group'), { or: [NEW_CONDITION] })}
    </Stack>
  );
}
