import React from 'react';
import { t } from '@grafana/i18n';
import { Combobox, Stack } from '@grafana/ui';
import type { SegmentCondition } from '@fawkes/contract';
import { EditorField } from './EditorField';
import { useSegments } from './workspace';

interface SegmentConditionRowProps {
  condition: SegmentCondition;
  path: PropertyKey[];
  onChange: (condition: SegmentCondition) => void;
}

/** Whether the person is in a segment at the end of the time range. */
export function SegmentConditionRow({ condition, path, onChange }: SegmentConditionRowProps) {
  const { segment, in: isIn } = condition;
  const segments = useSegments();
  return (
    <Stack gap={1} wrap="wrap" alignItems="flex-start">
      <EditorField label={t('editor.person', 'Person')} path={[...path, 'in']}>
        {(id) => (
          <Combobox
            id={id}
            width={16}
            options={[
              { value: 'in', label: t('editor.in-segment', 'is in segment') },
              { value: 'out', label: t('editor.not-in-segment', 'is not in segment') },
            ]}
            value={isIn ? 'in' : 'out'}
            onChange={({ value }) => onChange({ segment, in: value === 'in' })}
          />
        )}
      </EditorField>
      <EditorField label={t('editor.segment', 'Segment')} path={[...path, 'segment']}>
        {(id) => (
          <Combobox
            id={id}
            width={24}
            createCustomValue
            customValueDescription={t('editor.custom-value', 'Use this text')}
            placeholder={t('editor.choose', 'Choose')}
            options={segments}
            value={segment === '' ? null : segment}
            onChange={({ value }) => onChange({ segment: value, in: isIn })}
          />
        )}
      </EditorField>
    </Stack>
  );
}
