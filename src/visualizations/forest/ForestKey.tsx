import React from 'react';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { getKeyStyles } from '../common/styles';
import { colorOf, SHAPES, sideText } from './sides';

/** What shapes and colours mean. The table says it of each row, so it is for eyes only. */
export function ForestKey({ reference }: { reference: string }) {
  const styles = useStyles2(getKeyStyles);
  const theme = useTheme2();
  return (
    <ul className={styles.key} aria-hidden="true">
      {(['below', 'over', 'above'] as const).map((side) => (
        <li key={side} className={styles.entry}>
          <svg width="16" height="14" viewBox="-8 -7 16 14">
            <path
              d={SHAPES[side]}
              fill={side === 'over' ? theme.colors.background.primary : colorOf(side, theme)}
              stroke={colorOf(side, theme)}
              strokeWidth={1.5}
            />
          </svg>
          {sideText(side, reference)}
        </li>
      ))}
    </ul>
  );
}
