import React, { useId, type ReactElement } from 'react';
import { css } from '@emotion/css';
import { Field, Icon, Label, Stack, Text, Tooltip } from '@grafana/ui';
import { hintWords } from './hintWords';
import { useProblem } from './problems';

interface EditorFieldProps {
  label: string;
  /** More about it, for those who ask. */
  tooltip?: string;
  /** Which part of the query it edits; what is wrong there is said below it. */
  path?: PropertyKey[];
  /** The parts below `path` have fields of their own. */
  exactly?: boolean;
  /** For a control that holds many values: it takes what room there is, and this many pixels where there are. */
  grow?: number;
  /** The control, which takes the id that its label names. */
  children: (id: string) => ReactElement;
}

/** A control with its label above it. */
export function EditorField({ label, tooltip, path, exactly = false, grow, children }: EditorFieldProps) {
  const id = useId();
  const problem = useProblem(path, exactly);
  const isWrong = problem !== undefined && problem.hint === undefined;
  return (
    <div className={grow === undefined ? undefined : growing(grow)}>
      <Field
        noMargin
        validationMessageHorizontalOverflow
        htmlFor={id}
        label={
          <Stack gap={0.5} alignItems="flex-start">
            <Label htmlFor={id}>{label}</Label>
            {tooltip !== undefined && (
              <Tooltip content={tooltip}>
                <Icon name="info-circle" size="sm" tabIndex={0} aria-label={tooltip} />
              </Tooltip>
            )}
          </Stack>
        }
        invalid={isWrong}
        error={isWrong ? problem.message : undefined}
      >
        {children(id)}
      </Field>
      {problem?.hint !== undefined && (
        <Text element="p" variant="bodySmall" color="secondary">
          {hintWords(problem.hint)}
        </Text>
      )}
    </div>
  );
}

const growing = (width: number) => css({ flex: `1 1 ${width}px`, maxWidth: 480 });
