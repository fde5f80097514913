import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Trans } from '@grafana/i18n';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { lostPattern } from './funnelStyles';

/** What the parts of a bar mean. Each step says it in words, so it is for eyes only. */
export function FunnelKey() {
  const styles = useStyles2(getStyles);
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

const getStyles = (theme: GrafanaTheme2) => ({
  key: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    margin: 0,
    padding: theme.spacing(0.5, 1, 0),
    listStyle: 'none',
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
  }),
  entry: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) }),
  swatch: css({ width: theme.spacing(2), height: theme.spacing(1.25) }),
});
