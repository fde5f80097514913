import React, { type PropsWithChildren, type ReactNode } from 'react';
import { Box, Stack } from '@grafana/ui';

interface EditorRowProps {
  /** Buttons that concern the whole row, at its end. */
  buttons?: ReactNode;
}

/** Fields that belong together, side by side where there is room. */
export function EditorRow({ buttons, children }: PropsWithChildren<EditorRowProps>) {
  return (
    <Box backgroundColor="secondary" borderRadius="default" padding={1}>
      <Stack justifyContent="space-between" alignItems="flex-start" gap={2}>
        <Stack wrap="wrap" grow={1} gap={2} alignItems="flex-start">
          {children}
        </Stack>
        {buttons !== undefined && <Stack gap={0.5}>{buttons}</Stack>}
      </Stack>
    </Box>
  );
}
