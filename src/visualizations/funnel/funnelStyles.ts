import { css } from '@emotion/css';
import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';

export const getStyles = (theme: GrafanaTheme2) => {
  const lost = { color: theme.colors.text.secondary, fontSize: '0.9em', overflowWrap: 'anywhere' } as const;
  return {
    list: css({ margin: 0, padding: theme.spacing(0, 1), listStyle: 'none' }),
    step: css({ padding: theme.spacing(0.5, 0), '&:hover, &:focus-within': { background: theme.colors.action.hover } }),
    line: css({ display: 'flex', alignItems: 'baseline', gap: theme.spacing(1) }),
    name: css({
      flex: '1 1 0',
      minWidth: 0,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      textAlign: 'start',
    }),
    number: css({ fontVariantNumeric: 'tabular-nums' }),
    share: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
    bar: css({ display: 'flex', background: theme.colors.background.secondary, '& > span': { flexShrink: 0 } }),
    lost: css(lost),
    bottleneck: css({ ...lost, color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightBold }),
  };
};

/** Stripes, so that who is lost is not told by the color alone. */
export function lostPattern(color: string) {
  const pale = colorManipulator.alpha(color, 0.25);
  return {
    background: `repeating-linear-gradient(135deg, ${pale} 0 4px, transparent 4px 8px)`,
    boxShadow: `inset 0 0 0 1px ${pale}`,
  };
}
