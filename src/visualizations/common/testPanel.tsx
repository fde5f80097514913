import React, { type ComponentType } from 'react';
import { render } from '@testing-library/react';
import {
  applyFieldOverrides,
  createTheme,
  getDefaultTimeRange,
  LoadingState,
  type DataFrame,
  type FieldConfigSource,
  type PanelProps,
} from '@grafana/data';

/** A name as nobody should choose it. */
export const HTML_NAME = '<img src=x onerror=alert(1)> & <b>bold</b>';
export const LONG_NAME = 'שם ארוך '.repeat(63).slice(0, 500);

const NO_CONFIG: FieldConfigSource = { defaults: {}, overrides: [] };

/** Shows a panel as a dashboard would: with displays and links of its frames. For tests. */
export function showPanel<Options extends object>(
  Panel: ComponentType<PanelProps<Options>>,
  series: DataFrame[],
  { options, ...more }: Partial<PanelProps<Options>> & { options: Options }
) {
  const shown = applyFieldOverrides({
    data: series,
    fieldConfig: NO_CONFIG,
    replaceVariables: (text: string) => text,
    theme: createTheme(),
    timeZone: 'utc',
  });
  const data = { series: shown, state: LoadingState.Done, timeRange: getDefaultTimeRange() };
  const props = {
    id: 1,
    title: 'A panel',
    width: 800,
    height: 400,
    timeZone: 'utc',
    fieldConfig: NO_CONFIG,
    replaceVariables: (text: string) => text,
    data,
    options,
    ...more,
  } as unknown as PanelProps<Options>;
  return render(<Panel {...props} />);
}
