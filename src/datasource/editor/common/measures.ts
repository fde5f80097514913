import { MEASURES, type Measure, type MeasureAsked } from '@fawkes/contract';

/** Measures that count a goal: they need to know which events reach it. */
export const GOALS = ['conversions', 'conversion_rate'] as const satisfies Measure[];
type GoalMeasure = (typeof GOALS)[number];

const isGoalMeasure = (measure: Measure): measure is GoalMeasure => (GOALS as readonly Measure[]).includes(measure);
export const isGoal = ({ measure }: MeasureAsked): boolean => isGoalMeasure(measure);

/** The measures that are asked for by their name alone. */
export const PLAIN_MEASURES = (Object.keys(MEASURES) as Measure[]).filter((measure) => !isGoalMeasure(measure));

/** The measures with exactly `chosen` as the plain ones; those that stay keep their places, since the first may rank. */
export function withPlain(asked: MeasureAsked[], chosen: Measure[]): MeasureAsked[] {
  const kept = asked.filter((one) => isGoal(one) || chosen.includes(one.measure));
  const added = chosen.filter((measure) => !asked.some((one) => one.measure === measure));
  return [...kept, ...added.map((measure) => ({ measure }))];
}
