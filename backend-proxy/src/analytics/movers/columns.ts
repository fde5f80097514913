import { type MeasureAsked, propertyLabel } from '@fawkes/contract';
import { changePercent } from '../change';
import { type Column, numberColumn, textColumn } from '../frame';
import { measureConfig } from '../measures/label';
import type { Change } from './changes';
import type { Place } from './values';

/** A row of the answer. */
interface Mover extends Change<Place> {
  /** p, corrected for all that were tested. */
  corrected: number;
  explained: number | null;
}

export function moverColumns(rows: Mover[], measures: MeasureAsked[]): Column[] {
  const text = (name: string, displayName: string, of: (row: Mover) => string) =>
    textColumn(name, rows.map(of), { displayName });
  return [
    text('measure', 'Measure', ({ of }) => measureTitle(measures, of.measure)),
    text('property', 'Property', ({ of }) => propertyLabel(of.property)),
    text('value', 'Value', ({ of }) => of.value),
    ...changeColumns(rows),
    numberColumn(
      'p_corrected',
      rows.map(({ corrected }) => corrected),
      { displayName: 'p-value (corrected)', decimals: 4 }
    ),
    numberColumn(
      'explained',
      rows.map(({ explained }) => explained),
      { displayName: 'Part of the total’s change', unit: 'percent' }
    ),
  ];
}

export function totalColumns(totals: Array<Change<number>>, measures: MeasureAsked[]): Column[] {
  const titles = totals.map(({ of }) => measureTitle(measures, of));
  return [textColumn('measure', titles, { displayName: 'Measure' }), ...changeColumns(totals)];
}

const measureTitle = (measures: MeasureAsked[], place: number) =>
  measureConfig(measures[place] as MeasureAsked).displayName;

const SHORT = { unit: 'short' };

function changeColumns(changes: Array<Change<unknown>>): Column[] {
  const numbers = (name: string, displayName: string, of: (change: Change<unknown>) => number | null, config = {}) =>
    numberColumn(name, changes.map(of), { displayName, ...config });
  return [
    numbers('current', 'Current', ({ current }) => current, SHORT),
    numbers('previous', 'Previous', ({ previous }) => previous, SHORT),
    numbers('difference', 'Difference', ({ difference }) => difference, SHORT),
    numbers('change', 'Change', ({ current, previous }) => changePercent(current, previous), { unit: 'percent' }),
    numbers('z', 'z', ({ z }) => z, { decimals: 2 }),
    numbers('p', 'p-value', ({ p }) => p, { decimals: 4 }),
  ];
}
