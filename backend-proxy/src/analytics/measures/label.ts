import { type MeasureAsked, measureOf, MEASURES, propertyLabel } from '@fawkes/contract';
import type { Column } from '../frame';
import { OTHER } from './grouping';
import { MEASURE_MEANINGS } from './meanings';

/** What a person reads for each value of a property. A sender's own `Other` or `(none)` keeps its name; ours then says more. */
export function valueLabels(values: string[]): string[] {
  const unless = (label: string, longer: string) => (values.includes(label) ? longer : label);
  const other = unless('Other', 'Other (the rest)');
  const none = unless('(none)', '(none: not sent)');
  return values.map((value) => (value === OTHER ? other : value === '' ? none : value));
}

/** The field's name: the one asked for, else the measure; a number is added where a name would stand twice. */
export function uniqueNames(names: string[]): string[] {
  return names.map((name, i) => (names.indexOf(name) === i ? name : `${name}_${i + 1}`));
}

export function measureConfig(asked: MeasureAsked): NonNullable<Column['config']> & { displayName: string } {
  const { measure, name = measureLabel(asked), unit = MEASURES[measure].unit } = asked;
  return { displayName: name, description: MEASURE_MEANINGS[measure], unit };
}

/** `Mean of price`, `Conversions: Signup`. */
function measureLabel({ measure, property, goal }: MeasureAsked): string {
  const { label, numeric } = measureOf(measure);
  const of = numeric ? `${label} of ${propertyLabel(property ?? 'value')}` : label;
  return goal === undefined ? of : `${of}: ${goal}`;
}
