import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface TipTableProps {
  title: string;
  lines: ReadonlyArray<readonly [name: string, text: string]>;
}

/** What a tooltip says: what it is about, and numbers with their names. */
export function TipTable({ title, lines }: TipTableProps) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <bdi className={styles.title}>{title}</bdi>
      <dl className={styles.lines}>
        {lines.map(([name, text], place) => (
          <div key={place} className={styles.line}>
            <dt className={styles.name}>{name}</dt>
            <dd className={styles.text}>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 6,
    overflow: 'hidden',
    fontWeight: theme.typography.fontWeightMedium,
  }),
  lines: css({ margin: 0 }),
  line: css({ display: 'flex', justifyContent: 'space-between', gap: theme.spacing(2) }),
  name: css({ fontWeight: 'normal', color: theme.colors.text.secondary }),
  text: css({ margin: 0, fontVariantNumeric: 'tabular-nums' }),
});
