import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { Side } from './forestRows';

/** Blue, orange and grey are told apart by all eyes, and say nothing of good or bad: more is not always better. */
export function colorOf(side: Side, theme: GrafanaTheme2): string {
  switch (side) {
    case 'above':
      return theme.visualization.getColorByName(theme.isDark ? 'blue' : 'dark-blue');
    case 'below':
      return theme.visualization.getColorByName(theme.isDark ? 'orange' : 'dark-orange');
    default:
      return theme.colors.text.secondary;
  }
}

/** Where an interval lies, in words. */
export function sideText(side: Side, reference: string): string {
  const values = { reference, interpolation: { escapeValue: false } };
  switch (side) {
    case 'above':
      return t('forest.above', 'Above {{reference}}', values);
    case 'below':
      return t('forest.below', 'Below {{reference}}', values);
    case 'over':
      return t('forest.over', 'Includes {{reference}}', values);
    default:
      return t('forest.unknown', 'No interval');
  }
}

/** The shape at the estimate, around 0, 0: it points to the side, so that the colour is not needed. */
export const SHAPES: Record<Side, string> = {
  above: 'M-5 -6 L7 0 L-5 6 Z',
  below: 'M5 -6 L-7 0 L5 6 Z',
  over: 'M-5 0 a5 5 0 1 0 10 0 a5 5 0 1 0 -10 0 Z',
  unknown: 'M0 -5 L5 0 L0 5 L-5 0 Z',
};
