import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

export const getStyles = (theme: GrafanaTheme2) => {
  const header = {
    padding: theme.spacing(0, 0.5),
    background: theme.colors.background.primary,
    color: theme.colors.text.secondary,
    fontWeight: theme.typography.fontWeightMedium,
    whiteSpace: 'nowrap',
  } as const;
  const fixed = { position: 'sticky', zIndex: 1 } as const;
  return {
    table: css({
      minWidth: '100%',
      borderCollapse: 'separate',
      borderSpacing: 1,
      fontVariantNumeric: 'tabular-nums',
    }),
    corner: css({ ...header, ...fixed, top: 0, left: 0, zIndex: 2, textAlign: 'start' }),
    top: css({ ...header, ...fixed, top: 0, textAlign: 'center' }),
    head: css({
      ...header,
      ...fixed,
      left: 0,
      color: theme.colors.text.primary,
      fontWeight: theme.typography.fontWeightRegular,
      textAlign: 'start',
    }),
    size: css({ padding: theme.spacing(0, 0.5), color: theme.colors.text.secondary, textAlign: 'end' }),
    cell: css({ minWidth: 44, padding: theme.spacing(0, 0.5), textAlign: 'center', whiteSpace: 'nowrap' }),
    mean: css({ '& > *': { fontWeight: theme.typography.fontWeightBold } }),
  };
};
