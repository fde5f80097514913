import { MEASURES, type Measure } from '@fawkes/contract';

const LESS_IS_BETTER: readonly Measure[] = ['bounce_rate'];

/** A measure as a headline of a page. */
export const measureHeadline = (measure: Measure) => ({
  field: measure,
  title: MEASURES[measure].label,
  lessIsBetter: LESS_IS_BETTER.includes(measure),
});
