import React, { memo } from 'react';
import type { Field } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import { linksOf, shown } from '../common/fields';
import { Linked } from '../common/Linked';
import { heardOnly } from '../common/styles';
import type { CellColors } from './cellColors';

interface CohortCellProps {
  field: Field;
  /** Its row in the frame; the mean of all has none. */
  row: number | undefined;
  value: number | null;
  colors: CellColors;
  tip: string;
  showValue: boolean;
  className: string;
}

/** One value with its color; empty where the interval is not there yet. */
export const CohortCell = memo(function CohortCell(props: CohortCellProps) {
  const { field, row, value, colors, tip, showValue, className } = props;
  const theme = useTheme2();
  if (value === null) {
    return <td className={className} />;
  }
  const { background, text } = colors(value);
  return (
    <td className={className} data-tip={tip} style={{ background, color: text }}>
      <Linked links={row === undefined ? [] : linksOf([field], row)} className={showValue ? undefined : heardOnly}>
        {shown(field, value, theme)}
      </Linked>
    </td>
  );
});
