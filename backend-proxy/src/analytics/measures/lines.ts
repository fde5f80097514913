import { evaluateFormula, type FormulaAsked, type MeasureAsked, parseFormula } from '@fawkes/contract';
import type { Column } from '../frame';
import { measureConfig, uniqueNames } from './label';
import type { Numbers } from './numbers';

/** One thing that an answer shows for each bucket and value: a measure that is not hidden, or a formula over measures. */
export interface Line {
  /** The field's name. */
  name: string;
  config: NonNullable<Column['config']> & { displayName: string };
  /** Its number in one bucket and value. */
  read(numbers: Numbers, bucket: number, value: string): number | null;
}

/** What is shown, measures first and then formulas, each in the order asked. */
export function linesOf({ measures, formulas = [] }: { measures: MeasureAsked[]; formulas?: FormulaAsked[] }): Line[] {
  const lines = [
    ...measures.flatMap((asked, place) => (asked.hidden ? [] : [measureLine(asked, place)])),
    ...formulas.map((asked) => formulaLine(asked, measures.length)),
  ];
  const names = uniqueNames(lines.map(({ name }) => name));
  return lines.map((line, i) => ({ ...line, name: names[i] as string }));
}

function measureLine(asked: MeasureAsked, place: number): Line {
  return {
    name: asked.name ?? asked.measure,
    config: measureConfig(asked),
    read: (numbers, bucket, value) => numbers.read(bucket, value, place),
  };
}

function formulaLine({ formula, name, unit = 'short' }: FormulaAsked, measures: number): Line {
  const parsed = parseFormula(formula, measures);
  return {
    name: name ?? 'formula',
    config: { displayName: name ?? formula, unit },
    read: (numbers, bucket, value) => evaluateFormula(parsed, (place) => numbers.read(bucket, value, place)),
  };
}
