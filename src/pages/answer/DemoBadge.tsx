import React from 'react';
import { t } from '@grafana/i18n';
import { Badge } from '@grafana/ui';

/** Generated numbers are never shown without this. */
export function DemoBadge() {
  return (
    <div>
      <Badge
        color="orange"
        icon="info-circle"
        text={t('answer.demo', 'Demo data')}
        tooltip={t(
          'answer.demo-explanation',
          'The events of this workspace are generated. Choose another data source above to see your own.'
        )}
      />
    </div>
  );
}
