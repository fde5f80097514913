import React from 'react';
import {
  FieldColorModeId,
  LoadingState,
  getDisplayProcessor,
  getMinMaxAndDelta,
  type Field,
  type FieldSparkline,
  type GrafanaTheme2,
  type PanelProps,
} from '@grafana/data';
import { t } from '@grafana/i18n';
import { PercentChangeColorMode } from '@grafana/schema';
import { BigValue, BigValueColorMode, BigValueGraphMode, BigValueTextMode, useTheme2 } from '@grafana/ui';
import { headlineFields, onlyValue } from './headlineData';
import { NotKnown } from './NotKnown';

export interface HeadlineOptions {
  /** The name of the number's field. */
  field: string;
  /** A fall is good news, as with a bounce rate. */
  lessIsBetter?: boolean;
}

/** One number, how it changed against the period before, and how it went over the range. */
export function HeadlinePanel({ data, options, width, height }: PanelProps<HeadlineOptions>) {
  const theme = useTheme2();
  const { value, change, trend, notices } = headlineFields(data.series, options.field);
  const number = onlyValue(value);
  if (value && data.state !== LoadingState.Error && (number === null || number === undefined)) {
    return <NotKnown reasons={notices} />;
  }
  if (!value || number === null || number === undefined) {
    return (
      <span>
        {data.state === LoadingState.Error
          ? t('panels.not-answered', 'Not answered')
          : t('panels.no-number', 'No data in this time range')}
      </span>
    );
  }
  const changed = onlyValue(change);
  return (
    <BigValue
      value={{
        ...display(value, theme)(number),
        color: theme.colors.primary.main,
        percentChange: typeof changed === 'number' ? changed : undefined,
      }}
      sparkline={trend && sparkline(trend, theme)}
      width={width}
      height={height}
      theme={theme}
      colorMode={BigValueColorMode.None}
      graphMode={trend ? BigValueGraphMode.Area : BigValueGraphMode.None}
      textMode={BigValueTextMode.Value}
      percentChangeColorMode={colorOfChange(changed, options.lessIsBetter)}
    />
  );
}

/** A rise is good news, or bad where less is better; no change is neither. */
function colorOfChange(changed: unknown, lessIsBetter = false): PercentChangeColorMode {
  if (changed === 0) {
    return PercentChangeColorMode.SameAsValue;
  }
  return lessIsBetter ? PercentChangeColorMode.Inverted : PercentChangeColorMode.Standard;
}

const display = (field: Field, theme: GrafanaTheme2) => field.display ?? getDisplayProcessor({ field, theme });

/** The line below the number; its scale is its own, not that of the panel. */
const sparkline = (field: Field, theme: GrafanaTheme2): FieldSparkline => ({
  y: {
    ...field,
    config: { ...field.config, color: { mode: FieldColorModeId.Fixed, fixedColor: theme.colors.primary.main } },
    state: { ...field.state, range: getMinMaxAndDelta(field) },
  },
});
