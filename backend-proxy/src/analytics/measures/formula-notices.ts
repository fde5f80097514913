import { evaluateFormula, type FormulaAsked, type MeasureAsked, type Notice, parseFormula } from '@fawkes/contract';
import type { BucketPlan } from '../time/buckets';
import type { Numbers } from './numbers';

interface Asked {
  measures: MeasureAsked[];
  formulas?: FormulaAsked[];
}

interface Period {
  numbers: Numbers;
  plan: BucketPlan;
}

/** Says of each formula where it has no number although its measures have: it divides by 0 there, or leaves what a number can hold. */
export function formulaNotices({ measures, formulas = [] }: Asked, values: string[], periods: Period[]): Notice[] {
  return formulas.flatMap(({ formula, name }) => {
    const parsed = parseFormula(formula, measures.length);
    const cells = periods.flatMap(({ numbers, plan }) =>
      plan.buckets.flatMap(({ key }) => values.map((value) => (place: number) => numbers.read(key, value, place)))
    );
    const without = cells.filter((read) => {
      const known = measures.every((_, place) => read(place) !== null);
      return known && evaluateFormula(parsed, read) === null;
    }).length;
    return without === 0 ? [] : [undefinedFormula(name ?? formula, without, cells.length)];
  });
}

function undefinedFormula(name: string, without: number, cells: number): Notice {
  return {
    severity: 'info',
    code: 'formula_undefined',
    text: `${name} divides by 0 in ${without} of ${cells} places: no number is shown there.`,
  };
}
