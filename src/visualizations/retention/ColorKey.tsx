import React from 'react';
import { css } from '@emotion/css';
import type { Field, GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { shown } from '../common/fields';
import { cellColors, type Range } from './cellColors';

const STEPS = [0, 0.25, 0.5, 0.75, 1];

/** From which value to which the colors reach. The cells have their values, so it is for eyes only. */
export function ColorKey({ field, range }: { field: Field; range: Range }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const colors = cellColors(field, range, theme);
  return (
    <div className={styles.key} aria-hidden="true">
      {shown(field, range.min, theme)}
      <span className={styles.bar}>
        {STEPS.map((part) => (
          <span
            key={part}
            className={styles.step}
            style={{ background: colors(range.min + part * (range.max - range.min)).background }}
          />
        ))}
      </span>
      {shown(field, range.max, theme)}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  key: css({
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(1),
    paddingTop: theme.spacing(0.5),
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
  }),
  bar: css({ display: 'flex', border: `1px solid ${theme.colors.border.medium}` }),
  step: css({ width: theme.spacing(2.5), height: theme.spacing(1) }),
});
