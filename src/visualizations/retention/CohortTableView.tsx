import React, { useMemo } from 'react';
import { getFieldDisplayName } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { finiteAt, linksOf, shown } from '../common/fields';
import { Linked } from '../common/Linked';
import { rowSize } from '../common/rowSize';
import { oneLine } from '../common/styles';
import { cellColors, type Range } from './cellColors';
import { CohortCell } from './CohortCell';
import type { CohortTable } from './cohortTable';
import { getStyles } from './cohortStyles';
import type { RetentionOptions } from './options';

interface CohortTableViewProps {
  title: string;
  table: CohortTable;
  /** What the cohorts are called; so many of them are shown. */
  heads: string[];
  range: Range;
  options: RetentionOptions;
  width: number;
  height: number;
}

/** The key of the tooltip of the mean's cells, which have no row. */
export const MEAN = 'mean';

export function CohortTableView({ title, table, heads, range, options, width, height }: CohortTableViewProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { frame, head, size, cells, mean } = table;
  const colors = useMemo(() => cells.map((field) => cellColors(field, range, theme)), [cells, range, theme]);
  const { row: rowHeight, font } = rowSize(width, height, heads.length + (options.showMean ? 2 : 1));
  const cellsOf = (row: number | undefined) =>
    cells.map((field, place) => (
      <CohortCell
        key={place}
        field={field}
        row={row}
        value={row === undefined ? (mean[place] ?? null) : finiteAt(field, row)}
        colors={colors[place]!}
        tip={`${row ?? MEAN}:${place}`}
        showValue={options.showValues}
        className={styles.cell}
      />
    ));
  return (
    <table className={styles.table} style={{ fontSize: font }} aria-label={title}>
      <thead>
        <tr style={{ height: rowHeight }}>
          <th scope="col" className={styles.corner} style={{ maxWidth: width * 0.45 }}>
            <bdi className={oneLine}>{getFieldDisplayName(head, frame)}</bdi>
          </th>
          {[...(size ? [size] : []), ...cells].map((field, place) => (
            <th key={place} scope="col" className={styles.top}>
              <bdi className={oneLine}>{getFieldDisplayName(field, frame)}</bdi>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {options.showMean && (
          <tr style={{ height: rowHeight }} className={styles.mean}>
            <th scope="row" className={styles.head}>
              {t('retention-panel.mean', 'All')}
            </th>
            {size && <td className={styles.size}>{shown(size, sumOf(size.values), theme)}</td>}
            {cellsOf(undefined)}
          </tr>
        )}
        {heads.map((text, row) => (
          <tr key={row} style={{ height: rowHeight }}>
            <th scope="row" className={styles.head} style={{ maxWidth: width * 0.45 }}>
              <Linked links={linksOf([head], row)} className={oneLine}>
                <bdi>{text}</bdi>
              </Linked>
            </th>
            {size && <td className={styles.size}>{shown(size, size.values[row], theme)}</td>}
            {cellsOf(row)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How many all cohorts had; unknown where no cohort's size is known. */
function sumOf(values: readonly unknown[]): number | null {
  const known = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
  return known.length > 0 ? known.reduce((a, b) => a + b, 0) : null;
}
