import { MEASURES, measureOf, type Measure, type MeasureAsked } from '@fawkes/contract';

/** Whether a measure must be told more than its name: which events count, or whose numbers. */
const needsMore = (measure: Measure): boolean =>
  measureOf(measure).match === 'required' || measureOf(measure).numeric === true;

/** Whether more is said of a measure than its name, so that it has a row of its own. */
export const isDetailed = ({ measure, ...details }: MeasureAsked): boolean =>
  needsMore(measure) || Object.values(details).some((detail) => detail !== undefined);

/** The measures that are asked for by their name alone. */
export const PLAIN_MEASURES = (Object.keys(MEASURES) as Measure[]).filter((measure) => !needsMore(measure));

/** The measures with exactly `chosen` as the plain ones; those that stay keep their places, since the first may rank. */
export function withPlain(asked: MeasureAsked[], chosen: Measure[]): MeasureAsked[] {
  const kept = asked.filter((one) => isDetailed(one) || chosen.includes(one.measure));
  const plain = asked.filter((one) => !isDetailed(one));
  const added = chosen.filter((measure) => !plain.some((one) => one.measure === measure));
  return [...kept, ...added.map((measure) => ({ measure }))];
}

/** The same measure asked as another one, without the details that this one does not take. */
export function withMeasure(
  { name, unit, hidden, match, goal, property }: MeasureAsked,
  measure: Measure
): MeasureAsked {
  const takes = measureOf(measure);
  const own = takes.match === undefined ? {} : { match, goal };
  const bare = takes.match === 'required' && match === undefined && goal === undefined ? { match: {} } : {};
  return { name, unit, hidden, measure, ...own, ...bare, ...(takes.numeric ? { property } : {}) };
}
