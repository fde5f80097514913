import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

/** For screen readers only. */
export const heardOnly = css({
  position: 'absolute',
  width: 1,
  height: 1,
  margin: -1,
  padding: 0,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
  border: 0,
});

/** What shapes and colours mean, in a row below the panel's picture. */
export const getKeyStyles = (theme: GrafanaTheme2) => ({
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

/** Names of any length and direction on one line; the tooltip has them whole. */
export const oneLine = css({ display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' });
