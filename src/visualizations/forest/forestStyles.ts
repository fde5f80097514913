import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

export const getStyles = (theme: GrafanaTheme2) => ({
  table: css({ width: '100%', tableLayout: 'fixed', borderCollapse: 'separate', borderSpacing: 0 }),
  head: css({
    position: 'sticky',
    top: 0,
    zIndex: 1,
    padding: theme.spacing(0, 1),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.medium}`,
    color: theme.colors.text.secondary,
    fontWeight: theme.typography.fontWeightMedium,
    textAlign: 'start',
  }),
  row: css({ '&:hover, &:focus-within': { background: theme.colors.action.hover } }),
  name: css({ padding: theme.spacing(0, 1), fontWeight: theme.typography.fontWeightRegular, textAlign: 'start' }),
  cell: css({ position: 'relative', padding: theme.spacing(0, 1) }),
  plot: css({ overflow: 'hidden', padding: theme.spacing(0, 0.5) }),
  numbers: css({
    padding: theme.spacing(0, 1),
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    fontVariantNumeric: 'tabular-nums',
    textAlign: 'end',
  }),
});
