import React from 'react';
import { cx } from '@emotion/css';
import { getFieldDisplayName } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { linksOf, shown } from '../common/fields';
import { Linked } from '../common/Linked';
import { rowSize } from '../common/rowSize';
import { heardOnly, oneLine } from '../common/styles';
import type { Axis } from './axis';
import { AxisRow } from './AxisRow';
import type { ForestRow } from './forestRows';
import { getStyles } from './forestStyles';
import type { IntervalFields } from './intervalFields';
import { IntervalMark } from './IntervalMark';
import { intervalText, nameOf } from './rowTexts';
import { sideText } from './sides';

interface ForestTableProps {
  title: string;
  fields: IntervalFields;
  rows: ForestRow[];
  axis: Axis;
  reference: number;
  width: number;
  height: number;
}

/** Below this the numbers have no room beside the plot; they are then in the tooltip, and for who listens in the table. */
const ROOM_FOR_NUMBERS = 440;

/** A table of which one column is drawn. */
export function ForestTable({ title, fields, rows, axis, reference, width, height }: ForestTableProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { frame, names, estimate } = fields;
  const hasNumbers = width >= ROOM_FOR_NUMBERS;
  const estimateTitle = getFieldDisplayName(estimate, frame);
  const size = rowSize(width, height, rows.length + 1);
  const numbersWidth = size.font * 16;
  const namesWidth = Math.min(width * 0.38, size.font * 22);
  const plotWidth = width - namesWidth - (hasNumbers ? numbersWidth : 0);
  return (
    <table className={styles.table} style={{ fontSize: size.font }} aria-label={title}>
      <colgroup>
        <col style={{ width: namesWidth }} />
        <col />
        {hasNumbers && <col style={{ width: numbersWidth }} />}
      </colgroup>
      <thead>
        <tr style={{ height: size.row }}>
          <th scope="col" className={styles.head}>
            <bdi className={oneLine}>{names.map((field) => getFieldDisplayName(field, frame)).join(' · ')}</bdi>
          </th>
          <th scope="col" className={styles.head}>
            <div className={styles.plot} style={{ height: size.row }}>
              <AxisRow
                axis={axis}
                most={Math.max(2, Math.floor(plotWidth / (size.font * 4)))}
                textOf={(tick) => shown(estimate, tick, theme)}
              />
            </div>
            <span className={heardOnly}>{hasNumbers ? t('forest.side', 'Against the reference') : estimateTitle}</span>
          </th>
          {hasNumbers && (
            <th scope="col" className={cx(styles.head, styles.numbers)}>
              <bdi className={oneLine}>{estimateTitle}</bdi>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.at} data-tip={row.at} className={styles.row} style={{ height: size.row }}>
            <th scope="row" className={styles.name}>
              <Linked links={linksOf([...names, estimate], row.at)} className={oneLine}>
                <bdi>{nameOf(fields, row.at, theme)}</bdi>
              </Linked>
            </th>
            <td className={styles.cell}>
              <div className={styles.plot} style={{ height: size.row }}>
                <IntervalMark row={row} axis={axis} reference={reference} scale={size.font / 12} />
              </div>
              <span className={heardOnly}>
                {hasNumbers ? '' : `${shown(estimate, row.estimate, theme)} ${intervalText(fields, row, theme)}. `}
                {sideText(row.side, shown(estimate, reference, theme))}
              </span>
            </td>
            {hasNumbers && (
              <td className={styles.numbers}>
                <strong>{shown(estimate, row.estimate, theme)}</strong> {intervalText(fields, row, theme)}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
