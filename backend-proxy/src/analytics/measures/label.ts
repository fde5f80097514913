import { type MeasureAsked, MEASURES } from '@fawkes/contract';
import type { Column } from '../frame';
import { OTHER } from './grouping';

/** What a person reads for each value of a property. A sender's own `Other` or `(none)` keeps its name; ours then says more. */
export function valueLabels(values: string[]): string[] {
  const unless = (label: string, longer: string) => (values.includes(label) ? longer : label);
  const other = unless('Other', 'Other (the rest)');
  const none = unless('(none)', '(none: not sent)');
  return values.map((value) => (value === OTHER ? other : value === '' ? none : value));
}

/** The field's name: the one asked for, else the measure; a number is added where a name would stand twice. */
export function measureNames(asked: MeasureAsked[]): string[] {
  const names = asked.map((a) => a.name ?? a.measure);
  return names.map((name, i) => (names.indexOf(name) === i ? name : `${name}_${i + 1}`));
}

export function measureConfig(asked: MeasureAsked): NonNullable<Column['config']> {
  const { label, unit } = MEASURES[asked.measure];
  return { displayName: asked.name ?? label, unit };
}
