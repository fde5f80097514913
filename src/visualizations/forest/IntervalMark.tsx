import React from 'react';
import { useTheme2 } from '@grafana/ui';
import { isInside, percentOf, type Axis } from './axis';
import type { ForestRow, Interval } from './forestRows';
import { colorOf, SHAPES } from './sides';

interface IntervalMarkProps {
  row: ForestRow;
  axis: Axis;
  reference: number;
  /** How large the shapes are, 1 as they are written. */
  scale: number;
}

/** A row of the plot: the interval as a line, its estimate as a shape, and the reference from row to row. */
export function IntervalMark({ row, axis, reference, scale }: IntervalMarkProps) {
  const theme = useTheme2();
  const color = colorOf(row.side, theme);
  const { estimate, interval, side } = row;
  return (
    <svg width="100%" height="100%" style={{ display: 'block', overflow: 'visible' }} aria-hidden="true">
      {isInside(axis, reference) && (
        <line {...vertical(axis, reference)} stroke={theme.colors.text.secondary} strokeDasharray="4 3" />
      )}
      {interval && <IntervalLine interval={interval} axis={axis} color={color} scale={scale} />}
      {estimate !== null && isInside(axis, estimate) && (
        <svg x={`${percentOf(axis, estimate)}%`} y="50%" overflow="visible">
          <path
            d={SHAPES[side]}
            transform={`scale(${scale})`}
            // Hollow where the interval decides nothing.
            fill={side === 'above' || side === 'below' ? color : theme.colors.background.primary}
            stroke={color}
            strokeWidth={1.5}
          />
        </svg>
      )}
    </svg>
  );
}

const vertical = (axis: Axis, at: number) => ({
  x1: `${percentOf(axis, at)}%`,
  x2: `${percentOf(axis, at)}%`,
  y1: 0,
  y2: '100%',
});

type LineProps = { interval: Interval; axis: Axis; color: string; scale: number };

/** With a stroke across where it ends, and an arrow where it goes on: open, or beyond the axis. */
function IntervalLine({ interval: { low, high }, axis, color, scale }: LineProps) {
  const ends = [
    { at: low, goesOn: low < axis.from, arrow: 'M6 -4 L0 0 L6 4' },
    { at: high, goesOn: high > axis.to, arrow: 'M-6 -4 L0 0 L-6 4' },
  ];
  return (
    <g stroke={color} strokeWidth={2} fill="none">
      <line x1={`${percentOf(axis, low)}%`} x2={`${percentOf(axis, high)}%`} y1="50%" y2="50%" />
      {ends.map(({ at, goesOn, arrow }) => (
        <svg key={arrow} x={`${percentOf(axis, at)}%`} y="50%" overflow="visible">
          <path
            d={goesOn ? arrow : 'M0 -4 L0 4'}
            transform={`scale(${scale})`}
            data-testid={goesOn ? 'goes-on' : 'ends'}
          />
        </svg>
      ))}
    </g>
  );
}
