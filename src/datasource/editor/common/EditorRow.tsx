import React, { type PropsWithChildren } from 'react';
import { Box, Stack } from '@grafana/ui';

/** Fields that belong together, side by side where there is room. */
export function EditorRow({ children }: PropsWithChildren) {
  return (
    <Box backgroundColor="secondary" borderRadius="default" padding={1}>
      <Stack wrap="wrap" gap={2} alignItems="flex-start">
        {children}
      </Stack>
    </Box>
  );
}
