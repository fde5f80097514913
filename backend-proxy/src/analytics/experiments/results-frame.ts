import type { Frame } from '@fawkes/contract';
import type { Interval } from '../../statistics/hypothesis';
import type { Column } from '../frame';
import { frame, numberColumn, textColumn } from '../frame';
import type { Analysis } from './analysis';
import type { Comparison } from './compare';
import type { Design } from './design';
import type { Measured } from './measured';

/** A variant by one metric; the control is held against nobody. */
export interface Row {
  measured: Measured;
  variant: string;
  comparison: Comparison | undefined;
}

/** Frame `results`: a row for each metric and variant, with the columns of `resultColumns`. */
export function resultsFrame(analysis: Analysis): Frame {
  const rows = rowsOf(analysis);
  const text = (name: string, displayName: string, of: (row: Row) => string) =>
    textColumn(name, rows.map(of), { displayName });
  return frame('results', [
    text('metric', 'Metric', ({ measured: { metric } }) => metric.name),
    text('role', 'Role', ({ measured: { metric } }) => metric.role),
    text('variant', 'Variant', ({ variant }) => variant),
    ...resultColumns(rows, analysis.design),
  ]);
}

/**
 * What a variant came to, with its interval, and against control the absolute and the relative effect with their intervals, p-value,
 * corrected p-value, chance to win, expected loss and what that shows. Proportions are in percent, their effects in percentage
 * points; a bound is null where there is none.
 */
export function resultColumns(rows: readonly Row[], { scale }: Design): Column[] {
  const ofVariant = (name: string, displayName: string, of: (row: Row) => number | null | undefined) =>
    numberColumn(
      name,
      rows.map((row) => finite(of(row), factorOf(row))),
      { displayName }
    );
  const against = (name: string, displayName: string, of: (comparison: Comparison) => number) =>
    ofVariant(name, displayName, ({ comparison }) => comparison && of(comparison));
  const bare = (name: string, displayName: string, of: (comparison: Comparison) => number, unit?: string): Column =>
    numberColumn(
      name,
      rows.map(({ comparison }) => finite(comparison && of(comparison), unit ? 100 : 1)),
      { displayName, ...(unit ? { unit } : {}) }
    );
  const text = (name: string, displayName: string, of: (row: Row) => string) =>
    textColumn(name, rows.map(of), { displayName });
  const loss = ({ belief }: Comparison) => belief.loss;
  return [
    numberColumn(
      'people',
      rows.map((row) => row.measured.estimate(row.variant)?.n ?? 0),
      { displayName: 'People' }
    ),
    text('unit', 'Unit', ({ measured: { metric } }) => (metric.type === 'proportion' ? '%' : '')),
    ofVariant('value', 'Value', (row) => row.measured.estimate(row.variant)?.mean),
    ofVariant('value_low', 'From (95 %)', (row) => row.measured.interval(row.variant)?.low),
    ofVariant('value_high', 'To (95 %)', (row) => row.measured.interval(row.variant)?.high),
    against('effect', 'Effect', ({ shown }) => shown.absolute),
    against('effect_low', 'Effect from', ({ bounds }) => bounds.absolute.low),
    against('effect_high', 'Effect to', ({ bounds }) => bounds.absolute.high),
    bare('relative_effect', 'Relative effect', ({ shown }) => shown.relative, 'percent'),
    bare('relative_low', 'Relative from', ({ bounds }) => bounds.relative.low, 'percent'),
    bare('relative_high', 'Relative to', ({ bounds }) => bounds.relative.high, 'percent'),
    bare('p_value', 'p-value', ({ p }) => p),
    bare('p_corrected', 'p-value, corrected', ({ corrected }) => corrected),
    bare('chance_to_win', 'Chance to win', ({ belief }) => belief.chance, 'percent'),
    scale === 'relative'
      ? bare('expected_loss', 'Expected loss', loss, 'percent')
      : against('expected_loss', 'Expected loss', loss),
    text('verdict', 'Shown', ({ comparison }) => (comparison ? comparison.verdict : '')),
  ];
}

function rowsOf({ metrics, comparisons, experiment, control }: Analysis): Row[] {
  const variants = experiment.arms.map(({ variant }) => variant).filter((variant) => variant !== '');
  const ordered = controlFirst(variants, control);
  return metrics.flatMap((measured) =>
    ordered.map((variant) => ({
      measured,
      variant,
      comparison: comparisons.find((each) => each.metric === measured.metric && each.variant === variant),
    }))
  );
}

/** Control before the others, and these by their names. */
export function controlFirst(variants: readonly string[], control: string | null): string[] {
  return [...variants.filter((each) => each === control), ...variants.filter((each) => each !== control).sort()];
}

function factorOf({ measured: { metric } }: Row): number {
  return metric.type === 'proportion' ? 100 : 1;
}

function finite(number: number | null | undefined, factor: number): number | null {
  return typeof number === 'number' && Number.isFinite(number) ? factor * number : null;
}

/** An interval as two numbers, null where it is not bounded; times `factor`. */
export function boundsOf({ low, high }: Interval, factor: number): [low: number | null, high: number | null] {
  return [finite(low, factor), finite(high, factor)];
}
