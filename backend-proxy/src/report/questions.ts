import type { Measure, Property, QueryInput } from '@fawkes/contract';
import { DEFAULT_RANGE, localTimezone } from './choices';
import type { Visit } from './visit';

/** A question without what all questions of a page have in common. */
type Question = QueryInput extends infer Q
  ? Q extends unknown
    ? Omit<Q, 'v' | 'range' | 'timezone' | 'site' | 'asOf'>
    : never
  : never;

/** Completes a question with what the visitor chose; all of a page's hold as of one moment. */
export function onVisit({ choices, asOf }: Visit, question: Question): QueryInput {
  return {
    v: 1,
    ...(choices.compare === 'none' ? withoutCompare(question) : question),
    range: { last: choices.range ?? DEFAULT_RANGE },
    timezone: choices.timezone ?? localTimezone(),
    ...(choices.site ? { site: choices.site } : {}),
    asOf,
  };
}

function withoutCompare(question: Question): Question {
  const { compare: _, ...alone } = question as Question & { compare?: unknown };
  return alone as Question;
}

const asked = (measures: readonly Measure[]) => measures.map((measure) => ({ measure }));

/** The whole range's numbers, and how they changed against the period before. */
export const headlineQuestion = (measures: readonly Measure[]): Question => ({
  kind: 'trends',
  interval: 'range',
  measures: asked(measures),
  compare: 'previous',
});

/** The same numbers over time; sparklines and charts of a page share its answer. */
export const trendQuestion = (measures: readonly Measure[]): Question => ({
  kind: 'trends',
  measures: asked(measures),
  compare: 'previous',
});

/** A table of the largest values of a property. */
export interface TopTable {
  title: string;
  property: Property;
  /** The first one ranks, is drawn as bars, and has its change shown. */
  measures: readonly [Measure, ...Measure[]];
}

/** What tables ask, each under its name: the largest values, with the period before. */
export function topQuestions<Name extends string>(
  visit: Visit,
  tables: Record<Name, TopTable>
): Record<Name, QueryInput> {
  const questions = Object.entries<TopTable>(tables).map(([name, { property, measures }]) => [
    name,
    onVisit(visit, { kind: 'top', property, measures: asked(measures), limit: 10, compare: 'previous' }),
  ]);
  return Object.fromEntries(questions) as Record<Name, QueryInput>;
}

/** A funnel by its name. */
export const funnelQuestion = (funnel: string): Question => ({ kind: 'funnel', funnel });
