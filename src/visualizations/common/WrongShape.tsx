import React from 'react';
import type { PanelProps } from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';

type WrongShapeProps = Pick<PanelProps, 'id' | 'data' | 'fieldConfig'> & {
  /** What the data would have to be, and how one gets there. */
  needs: string;
};

/** In place of a panel: what it needs, where there is data of another shape, and else Grafana's word for no data. */
export function WrongShape({ id, data, fieldConfig, needs }: WrongShapeProps) {
  const hasRows = data.series.some(({ length }) => length > 0);
  return (
    <PanelDataErrorView panelId={id} fieldConfig={fieldConfig} data={data} message={hasRows ? needs : undefined} />
  );
}
