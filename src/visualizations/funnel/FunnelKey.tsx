import React from 'react';
import { Trans } from '@grafana/i18n';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { getKeyStyles } from '../common/styles';
import { lostPattern } from './funnelStyles';

/** What the parts of a bar mean. Each step says it in words, so it is for eyes only. */
export function FunnelKey() {
  const styles = useStyles2(getKeyStyles);
  const color = useTheme2().visualization.getColorByName('blue');
  return (
    <ul className={styles.key} aria-hidden="true">
      <li className={styles.entry}>
        <span className={styles.swatch} style={{ background: color }} />
        <Trans i18nKey="funnel-panel.key-went">Did the step</Trans>
      </li>
      <li className={styles.entry}>
        <span className={styles.swatch} style={lostPattern(color)} />
        <Trans i18nKey="funnel-panel.key-lost">Came to it and were lost</Trans>
      </li>
    </ul>
  );
}
