import { t } from '@grafana/i18n';
import { MEASURES, type Measure } from '@fawkes/contract';
import type { Question } from './ask';
import { headline } from './headline/headline';

const LESS_IS_BETTER: readonly Measure[] = ['bounce_rate'];

/** What a measure is called in the user's language. */
export const measureTitle = (measure: Measure): string => t(`measures.${measure}`, MEASURES[measure].label);

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
