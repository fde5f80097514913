import React, { useId } from 'react';
import { css } from '@emotion/css';
import { DragDropContext, Draggable, Droppable } from '@hello-pangea/dnd';
import { t } from '@grafana/i18n';
import type { FunnelStep } from '@fawkes/contract';
import { moved, replaced } from '../common/items';
import { StepRow } from './StepRow';

interface StepListProps {
  steps: FunnelStep[];
  /** People may leave out a step that has others around it. */
  canBeOptional: boolean;
  onChange: (steps: FunnelStep[]) => void;
}

/** The steps in their order, which is changed by dragging them or by their buttons. */
export function StepList({ steps, canBeOptional, onChange }: StepListProps) {
  const id = useId();
  const move = (from: number, to: number) => onChange(moved(steps, from, to));
  return (
    <DragDropContext
      onDragEnd={({ source, destination }) => destination && move(source.index, destination.index)}
      dragHandleUsageInstructions={t(
        'funnel.drag-explanation',
        'Press space to take the step, move it with the arrow keys, and press space again to leave it there, or escape to put it back.'
      )}
    >
      <Droppable droppableId={id}>
        {({ innerRef, droppableProps, placeholder }) => (
          <ol aria-label={t('funnel.steps', 'Steps')} className={oneBelowTheOther} ref={innerRef} {...droppableProps}>
            {steps.map((step, index) => (
              <Draggable key={index} draggableId={`${id}${index}`} index={index}>
                {({ innerRef: row, draggableProps, dragHandleProps }) => (
                  <li
                    aria-label={t('funnel.step', 'Step {{number}}', { number: index + 1 })}
                    ref={row}
                    {...draggableProps}
                  >
                    <StepRow
                      step={step}
                      index={index}
                      count={steps.length}
                      canBeOptional={canBeOptional}
                      handle={dragHandleProps}
                      onChange={(next) => onChange(replaced(steps, index, next))}
                      onMove={(to) => move(index, to)}
                      onRemove={() => onChange(replaced(steps, index))}
                    />
                  </li>
                )}
              </Draggable>
            ))}
            {placeholder}
          </ol>
        )}
      </Droppable>
    </DragDropContext>
  );
}

const oneBelowTheOther = css({ display: 'flex', flexDirection: 'column', gap: 4, listStyle: 'none' });
