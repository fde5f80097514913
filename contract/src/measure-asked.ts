import * as z from 'zod/mini';
import { FormulaError, parseFormula } from './formula';
import { matcherSchema } from './matcher';
import { measureOf, measureSchema } from './measure';
import { type Property, propertySchema } from './property';

const name = z.string().check(z.minLength(1), z.maxLength(200));
/** A unit id of Grafana, such as `percent`, `s` or `currencyEUR`. */
const unit = z.string().check(z.minLength(1), z.maxLength(50));

/**
 * One measure of a question. Measures of certain events (conversions, and if wanted events and numbers) say which by `match`, or
 * by `goal`, the name of a defined goal.
 */
export const measureAskedSchema = z
  .strictObject({
    measure: measureSchema,
    match: z.optional(matcherSchema),
    goal: z.optional(name),
    /** Whose numbers a sum, mean, minimum, maximum or percentile is of; `value` where none is given. */
    property: z.optional(propertySchema),
    name: z.optional(name),
    unit: z.optional(unit),
    /** It is computed for formulas and for ranking, and not shown. */
    hidden: z.optional(z.boolean()),
  })
  .check(
    z.superRefine((asked, ctx) => {
      const { match, numeric } = measureOf(asked.measure);
      const given = [asked.match, asked.goal].filter((one) => one !== undefined).length;
      if (given > 1) {
        ctx.addIssue({ code: 'custom', message: 'give either a match or the name of a goal' });
      } else if (given === 0 && match === 'required') {
        ctx.addIssue({ code: 'custom', message: `${asked.measure} needs a match or the name of a goal` });
      } else if (given === 1 && match === undefined) {
        ctx.addIssue({ code: 'custom', message: `${asked.measure} takes no match and no goal` });
      }
      if (asked.property !== undefined && !numeric) {
        ctx.addIssue({ code: 'custom', path: ['property'], message: `${asked.measure} takes no property` });
      } else if (asked.property?.startsWith('session.')) {
        ctx.addIssue({ code: 'custom', path: ['property'], message: 'a property of the session is no number' });
      }
    })
  );

/** Arithmetic over the measures of the same question: `A / B * 100`, where A is the first measure. */
export const formulaAskedSchema = z.strictObject({
  formula: z.string().check(z.minLength(1), z.maxLength(500)),
  name: z.optional(name),
  unit: z.optional(unit),
});

export type MeasureAsked = z.infer<typeof measureAskedSchema>;
export type FormulaAsked = z.infer<typeof formulaAskedSchema>;

/** What a question shows: measures, and what is computed out of them. */
export const measuresShape = {
  measures: z.array(measureAskedSchema).check(z.minLength(1), z.maxLength(20)),
  formulas: z.optional(z.array(formulaAskedSchema).check(z.maxLength(10))),
};

interface Measured {
  measures: MeasureAsked[];
  formulas?: FormulaAsked[] | undefined;
}

/** Properties whose values are pages. */
const PAGES: readonly Property[] = ['page.path', 'session.entry_page', 'session.exit_page'];

/** What does not go together in the measures of a question that is split by the values of `property`, each with its place. */
export function measuresIssues({ measures, formulas = [] }: Measured, property: Property | undefined) {
  const issues: Array<{ path: PropertyKey[]; message: string }> = [];
  measures.forEach(({ measure }, i) => {
    if (measureOf(measure).ofPage && !(property && PAGES.includes(property))) {
      issues.push({ path: ['measures', i], message: `${measure} is of a page: break down by ${PAGES.join(' or ')}` });
    }
  });
  formulas.forEach(({ formula }, i) => {
    try {
      parseFormula(formula, measures.length);
    } catch (error) {
      if (!(error instanceof FormulaError)) {
        throw error;
      }
      issues.push({ path: ['formulas', i, 'formula'], message: error.message });
    }
  });
  if (formulas.length === 0 && measures.length > 0 && measures.every(({ hidden }) => hidden)) {
    issues.push({ path: ['measures'], message: 'all measures are hidden: show one, or a formula' });
  }
  return issues;
}
