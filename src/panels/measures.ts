import type { Measure } from '@fawkes/contract';
import type { Question } from './ask';
import { headline } from './headline/headline';
import { measureTitle } from './measureTitle';

const LESS_IS_BETTER: readonly Measure[] = ['bounce_rate'];

/** The headline of a measure, out of `headlineQuestion`'s answer. */
export const measureHeadline = (measure: Measure) =>
  headline(measureTitle(measure), measure, { lessIsBetter: LESS_IS_BETTER.includes(measure) });

/** The whole range's numbers, and how they changed against the period before. */
export const headlineQuestion = (measures: readonly Measure[]): Question => ({
  refId: 'headline',
  kind: 'trends',
  interval: 'range',
  measures: measures.map((measure) => ({ measure })),
  compare: 'previous',
});

/** The same numbers over time; sparklines and line charts of a page share its answer. */
export const trendQuestion = (measures: readonly Measure[]): Question => ({
  refId: 'trend',
  kind: 'trends',
  measures: measures.map((measure) => ({ measure })),
  compare: 'previous',
});
