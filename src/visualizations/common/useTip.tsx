import React, { useEffect, useState, type FocusEvent, type PointerEvent, type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Portal, useStyles2, VizTooltipContainer } from '@grafana/ui';

interface Tip {
  /** What is pointed at: its attribute `data-tip`. */
  key: string;
  x: number;
  y: number;
}

/**
 * One tooltip for all that is drawn, at the pointer or beside what has the focus: a component of its own for each cell
 * of a large table would cost more than the table. `contentOf` gets the `data-tip` of what is pointed at.
 */
export function useTip(contentOf: (key: string) => ReactNode) {
  const styles = useStyles2(getStyles);
  const [tip, setTip] = useState<Tip>();
  const hide = () => setTip(undefined);
  useEffect(() => {
    const hideAtEscape = (event: KeyboardEvent) => event.key === 'Escape' && setTip(undefined);
    document.addEventListener('keydown', hideAtEscape);
    return () => document.removeEventListener('keydown', hideAtEscape);
  }, []);
  const content = tip && contentOf(tip.key);
  return {
    handlers: {
      onPointerMove: (event: PointerEvent) => setTip(at(keyOf(event.target), { x: event.clientX, y: event.clientY })),
      onPointerLeave: hide,
      onFocus: (event: FocusEvent) => {
        const { right, bottom } = event.target.getBoundingClientRect();
        setTip(at(keyOf(event.target), { x: right, y: bottom }));
      },
      onBlur: hide,
    },
    tip: content ? (
      <Portal>
        {/* What it says is in the panel for those who hear it. */}
        <VizTooltipContainer position={{ x: tip.x, y: tip.y }} offset={{ x: 10, y: 10 }} aria-live="off">
          <div className={styles.content}>{content}</div>
        </VizTooltipContainer>
      </Portal>
    ) : null,
  };
}

const keyOf = (target: EventTarget): string | undefined =>
  target instanceof Element ? target.closest<HTMLElement>('[data-tip]')?.dataset.tip : undefined;

const at = (key: string | undefined, place: { x: number; y: number }): Tip | undefined =>
  key === undefined ? undefined : { key, ...place };

const getStyles = (theme: GrafanaTheme2) => ({
  content: css({ maxWidth: theme.spacing(45), maxHeight: '80vh', overflow: 'hidden', overflowWrap: 'anywhere' }),
});
