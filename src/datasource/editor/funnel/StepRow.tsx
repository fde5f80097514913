import React from 'react';
import type { DraggableProvidedDragHandleProps } from '@hello-pangea/dnd';
import { t } from '@grafana/i18n';
import { Icon, IconButton, Stack, Text } from '@grafana/ui';
import type { FunnelStep, Matcher } from '@fawkes/contract';
import { EditorField } from '../common/EditorField';
import { EditorRow } from '../common/EditorRow';
import { MatcherFields } from '../common/MatcherFields';
import { TextInput } from '../common/TextInput';
import { ToggleField } from '../common/ToggleField';

interface StepRowProps {
  step: FunnelStep;
  index: number;
  /** How many steps there are. */
  count: number;
  /** People may leave out a step that has others around it. */
  canBeOptional: boolean;
  /** What makes its handle one. */
  handle: DraggableProvidedDragHandleProps | null;
  onChange: (step: FunnelStep) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}

/** One step of a funnel: its name, what counts as doing it, a handle to drag it by, and buttons that move and remove it. */
export function StepRow({ step, index, count, canBeOptional, handle, onChange, onMove, onRemove }: StepRowProps) {
  const path = ['steps', index];
  return (
    <EditorRow
      buttons={
        <>
          <IconButton
            name="arrow-up"
            size="lg"
            disabled={index === 0}
            tooltip={t('funnel.move-up', 'Move this step up')}
            onClick={() => onMove(index - 1)}
          />
          <IconButton
            name="arrow-down"
            size="lg"
            disabled={index === count - 1}
            tooltip={t('funnel.move-down', 'Move this step down')}
            onClick={() => onMove(index + 1)}
          />
          <IconButton
            name="trash-alt"
            size="lg"
            tooltip={t('funnel.remove-step', 'Remove this step')}
            onClick={onRemove}
          />
        </>
      }
    >
      <Stack gap={0.5} alignItems="center">
        <div aria-label={t('funnel.drag', 'Drag this step')} {...handle}>
          <Icon name="draggabledots" />
        </div>
        <Text color="secondary" weight="medium" tabular>
          {index + 1}
        </Text>
      </Stack>
      <EditorField label={t('funnel.step-name', 'Name')} path={[...path, 'name']}>
        {(id) => <TextInput id={id} width={22} value={step.name} onCommit={(name) => onChange({ ...step, name })} />}
      </EditorField>
      <MatcherFields
        matcher={step.match}
        path={[...path, 'match']}
        onChange={(match) => onChange({ ...step, name: step.name === '' ? nameFrom(match) : step.name, match })}
      />
      {(step.optional || (canBeOptional && index > 0 && index < count - 1)) && (
        <ToggleField
          label={t('funnel.optional', 'Optional')}
          tooltip={t(
            'funnel.optional-explanation',
            'People may leave this step out; it changes nothing of the others.'
          )}
          value={step.optional === true}
          onChange={(isOn) => onChange({ name: step.name, match: step.match, ...(isOn ? { optional: true } : {}) })}
        />
      )}
    </EditorRow>
  );
}

/** A step without a name is called as its first event or page. */
const nameFrom = ({ events = [], paths = [] }: Matcher): string => events[0] ?? paths[0] ?? '';
