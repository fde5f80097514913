import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { SceneObjectBase, type SceneComponentProps, type SceneObject, type SceneObjectState } from '@grafana/scenes';
import { useStyles2 } from '@grafana/ui';

interface WrappingRowState extends SceneObjectState {
  items: SceneObject[];
}

/** Controls in one row that goes on below where the page is narrow; Grafana's own row would run out of it. */
export class WrappingRow extends SceneObjectBase<WrappingRowState> {
  static Component = WrappingRowRenderer;
}

function WrappingRowRenderer({ model }: SceneComponentProps<WrappingRow>) {
  const { items } = model.useState();
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.row}>
      {items.map((item) => (
        <item.Component key={item.state.key} model={item} />
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), minWidth: 0 }),
});
