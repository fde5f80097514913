import React from 'react';
import { useTheme2 } from '@grafana/ui';
import { percentOf, ticksOf, type Axis } from './axis';

interface AxisRowProps {
  axis: Axis;
  /** How many numbers have room. */
  most: number;
  textOf: (tick: number) => string;
}

/** The axis' numbers with their unit, above the rows. */
export function AxisRow({ axis, most, textOf }: AxisRowProps) {
  const theme = useTheme2();
  return (
    <svg width="100%" height="100%" style={{ display: 'block', overflow: 'visible' }} aria-hidden="true">
      {ticksOf(axis, most).map((tick) => {
        const percent = percentOf(axis, tick);
        return (
          <React.Fragment key={tick}>
            <line x1={`${percent}%`} x2={`${percent}%`} y1="82%" y2="100%" stroke={theme.colors.text.secondary} />
            <text
              x={`${percent}%`}
              y="70%"
              textAnchor={anchorAt(percent)}
              fill={theme.colors.text.secondary}
              fontSize="inherit"
            >
              {textOf(tick)}
            </text>
          </React.Fragment>
        );
      })}
    </svg>
  );
}

/** At the edges the text stands inside of the plot. */
function anchorAt(percent: number): 'start' | 'middle' | 'end' {
  if (percent < 8) {
    return 'start';
  }
  return percent > 92 ? 'end' : 'middle';
}
