import { colorManipulator, getScaleCalculator, type Field, type GrafanaTheme2 } from '@grafana/data';
import { finiteAt } from '../common/fields';

/** From which value to which the colours reach. */
export interface Range {
  min: number;
  max: number;
}

/**
 * The range of all cells from 0 on; that of the options goes before. Without `firstInScale` the first column does not
 * count, unless it is the only one: what exceeds the range has its last colour.
 */
export function rangeOf(cells: readonly Field[], { firstInScale }: { firstInScale: boolean }): Range {
  const counted = firstInScale || cells.length === 1 ? cells : cells.slice(1);
  const values = counted.flatMap((field) =>
    field.values.flatMap((_, row): number[] => {
      const value = finiteAt(field, row);
      return value === null ? [] : [value];
    })
  );
  const { min, max } = cells[0]?.config ?? {};
  const least = min ?? values.reduce((a, b) => Math.min(a, b), 0);
  const most = max ?? values.reduce((a, b) => Math.max(a, b), least);
  return { min: least, max: most > least ? most : least + 1 };
}

/** The color of a cell, by the color scheme of the field. */
export type CellColors = (value: number) => { background: string; text: string };

export function cellColors(field: Field, { min, max }: Range, theme: GrafanaTheme2): CellColors {
  const scale = getScaleCalculator({ ...field, config: { ...field.config, min, max }, state: undefined }, theme);
  return (value) => {
    const background = scale(Math.max(min, Math.min(max, value))).color;
    return { background, text: readableOn(background, theme) };
  };
}

/** Black or white, which of them stands out more: at least 4.5 to 1 on any color. */
export function readableOn(background: string, theme: GrafanaTheme2): string {
  if (!/^(#|rgb)/.test(background)) {
    return theme.colors.text.primary;
  }
  const contrast = (text: string) =>
    colorManipulator.getContrastRatio(text, background, theme.colors.background.primary);
  return contrast('#ffffff') >= contrast('#000000') ? '#ffffff' : '#000000';
}
