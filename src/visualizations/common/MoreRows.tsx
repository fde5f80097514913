import React from 'react';
import { Trans } from '@grafana/i18n';
import { Text } from '@grafana/ui';

/** More rows than anyone reads, and than a browser draws at once. */
export const MOST_ROWS = 500;

/** Says that not all rows are shown. */
export function MoreRows({ shown, total }: { shown: number; total: number }) {
  return total > shown ? (
    <Text element="p" variant="bodySmall" color="secondary">
      <Trans i18nKey="visualizations.more-rows" values={{ shown, total }}>
        {'Only the first {{shown}} of {{total}} rows are shown.'}
      </Trans>
    </Text>
  ) : null;
}
