import { SceneCSSGridLayout, type SceneObject } from '@grafana/scenes';

/** Equal columns, as many as fit; one below the least width. Panels out of sight ask nothing until scrolled to. */
const columns = (leastWidth: number, height: number) => (children: SceneObject[]) =>
  new SceneCSSGridLayout({
    templateColumns: `repeat(auto-fit, minmax(min(100%, ${leastWidth}px), 1fr))`,
    autoRows: `${height}px`,
    rowGap: 1,
    columnGap: 1,
    isLazy: true,
    children,
  });

/** A row of headline numbers; two beside each other on a telephone. */
export const headlineRow = columns(140, 120);

/** Charts and tables. */
export const panelRow = columns(400, 320);

/** Small charts and tables, three beside each other where there is room. */
export const glanceRow = columns(300, 320);

/** What one reads down: long tables. */
export const tallRow = columns(400, 560);

/** Rows below each other, each as high as it needs: `auto` would spread them over a high screen. */
export const stack = (children: SceneObject[]) =>
  new SceneCSSGridLayout({ templateColumns: '100%', autoRows: 'max-content', rowGap: 1, columnGap: 0, children });
