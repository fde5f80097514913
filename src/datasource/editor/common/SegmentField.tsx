import React from 'react';
import { t } from '@grafana/i18n';
import { Combobox, type ComboboxOption } from '@grafana/ui';
import type { FawkesQuery } from '../../types';
import { EditorField } from './EditorField';
import { useSegments } from './workspace';

interface SegmentFieldProps {
  value: FawkesQuery['segment'];
  onChange: (segment: FawkesQuery['segment']) => void;
}

/** The people of which segment; none chosen means everybody. A rule of the question's own is kept, and the JSON view can change it. */
export function SegmentField({ value, onChange }: SegmentFieldProps) {
  const named = useSegments();
  const own: ComboboxOption[] = isRule(value)
    ? [{ value: OWN_RULE, label: t('editor.own-rule', 'By a rule of its own'), description: JSON.stringify(value) }]
    : [];
  return (
    <EditorField label={t('editor.segment', 'Segment')} path={['segment']}>
      {(id) => (
        <Combobox
          id={id}
          width={22}
          isClearable
          createCustomValue
          placeholder={t('editor.everybody', 'Everybody')}
          options={[...own, ...named]}
          value={isRule(value) ? OWN_RULE : (value ?? null)}
          onChange={(option: ComboboxOption | null) => option?.value !== OWN_RULE && onChange(option?.value)}
        />
      )}
    </EditorField>
  );
}

/** No segment is called so: names hold no control characters. */
const OWN_RULE = '\u0000';

const isRule = (value: FawkesQuery['segment']) => typeof value === 'object';
